"use client";
import type { Delivery } from "#domain/models/delivery";
import { GOLDEN_TOLERANCE, MOST_ACCURACY_CHANGE } from "#domain/models/weight-types";
import { formatBytes, formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { useManifest } from "./use-manifest.ts";

/** In which type a browser gets the weights, what that saves, and what it changes. */
export function WeightDelivery({ manifestSha256 }: { manifestSha256: string }) {
  const { data } = useManifest(manifestSha256);
  // Older models have no choice to show; what went wrong with the manifest stands with the files.
  if (!data?.manifest.delivery) return null;
  const { delivery, test } = data.manifest;
  const { dtype, float32, tried } = delivery;
  return (
    <Plate title="Weights" caption="as a browser gets them">
      <p className="mb-3 max-w-prose text-pretty text-sm">{inWords(delivery, test.count)}</p>
      <Table caption="Types of the weights" dense>
        <thead>
          <tr>
            <Th>Type</Th>
            <Th numeric>Size</Th>
            <Th numeric>Accuracy</Th>
            <Th numeric className="max-tablet:hidden">
              Answers changed
            </Th>
            <Th numeric>Largest change</Th>
          </tr>
        </thead>
        <tbody>
          <tr aria-current={dtype === "float32" || undefined}>
            <Type name="float32" remark={dtype === "float32" ? "as trained, published" : "as trained"} />
            <Td numeric>{formatBytes(float32.bytes)}</Td>
            <Td numeric>{formatPercent(float32.accuracy)}</Td>
            <Td numeric className="max-tablet:hidden">
              –
            </Td>
            <Td numeric>–</Td>
          </tr>
          {tried.toReversed().map((one) => (
            <tr key={one.dtype} aria-current={one.dtype === dtype || undefined}>
              <Type name={one.dtype} remark={one.dtype === dtype ? "published" : ""} />
              <Td numeric>{formatBytes(one.bytes)}</Td>
              <Td numeric>{formatPercent(one.test?.accuracy)}</Td>
              <Td numeric className="max-tablet:hidden">
                {formatCount(one.test?.changedAnswers)}
              </Td>
              <Td numeric>{asPercent(one.test?.difference ?? one.goldenDifference)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="caption mt-2 max-w-prose text-pretty">
        The largest change is of a probability. The smallest type is published that changes none of the golden pictures
        by more than {asPercent(GOLDEN_TOLERANCE)} and the accuracy by at most {100 * MOST_ACCURACY_CHANGE} percentage
        points; one that fails the first is measured no further. All figures on this page are of the published weights.
      </p>
    </Plate>
  );
}

function Type({ name, remark }: { name: string; remark: string }) {
  return (
    <Td>
      {remark.endsWith("published") ? <b>{name}</b> : name} <span className="caption max-tablet:block">{remark}</span>
    </Td>
  );
}

function inWords({ dtype, float32, tried }: Delivery, count: number): string {
  const published = tried.find((one) => one.dtype === dtype);
  if (!published?.test)
    return "The weights are published as they were trained: smaller types would change what they answer.";
  const { changedAnswers } = published.test;
  const changed = changedAnswers === 0 ? "None" : formatCount(changedAnswers);
  return `Published as ${dtype}, the weights take ${formatBytes(published.bytes)} instead of ${formatBytes(float32.bytes)}. ${changed} of ${formatCount(count)} answers ${changedAnswers > 1 ? "change" : "changes"}.`;
}

/** A difference in probability; small ones keep their first digit. */
const asPercent = (difference: number | null | undefined) =>
  typeof difference === "number" && Number.isFinite(difference)
    ? `${Number((100 * difference).toPrecision(2))}\u00a0%`
    : "–";
