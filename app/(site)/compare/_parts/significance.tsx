"use client";
import { useQuery } from "@tanstack/react-query";
import { seedGroups } from "#domain/runs/seed-groups";
import { useTRPC } from "../../../_trpc/client.ts";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { Table, Td, Th } from "../../../_ui/table.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import type { PairedRuns, ShownRun } from "../_view/compared-run.ts";
import { significanceText } from "../_view/significance-text.ts";

type SignificanceProps = { a: ShownRun; b: ShownRun; runs: readonly ShownRun[] };

/** Whether the difference in accuracy is more than chance, by the answers of both runs to the same images. */
export function Significance({ a, b, runs }: SignificanceProps) {
  const trpc = useTRPC();
  const isKept = a.answers && b.answers;
  const pair = useQuery(
    trpc.comparisons.pair.queryOptions({ a: a.id, b: b.id }, { enabled: isKept, staleTime: Number.POSITIVE_INFINITY }),
  );
  const seeds = seedGroups(runs).some((group) => group.length > 1 && (group.includes(a) || group.includes(b)));
  return (
    <Plate title="Is it more than chance?">
      {!isKept && (
        <p className="sub">
          {[a, b]
            .filter(({ answers }) => !answers)
            .map(({ label }) => label)
            .join(" and ")}{" "}
          kept no answers to the single test images, as older runs did not, so nothing can be said.
        </p>
      )}
      {isKept && pair.isPending && <Skeleton className="h-24" />}
      {pair.isError && (
        <ErrorState
          title="The answers could not be compared."
          onRetry={() => pair.refetch()}
          retrying={pair.isRefetching}
        >
          {refusalText(pair.error)}
        </ErrorState>
      )}
      {pair.data && <Verdict pair={pair.data} a={a} b={b} seeds={seeds} />}
    </Plate>
  );
}

type VerdictProps = { pair: PairedRuns; a: ShownRun; b: ShownRun; seeds: boolean };

function Verdict({ pair, a, b, seeds }: VerdictProps) {
  const { verdict, reason, meaning } = significanceText(pair, a.label, b.label);
  return (
    <>
      <p data-testid="significance" className="text-pretty">
        <b>{verdict}</b> {reason}
      </p>
      <Table caption="Test images by who got them right" dense className="mt-3 max-w-[460px]">
        <thead>
          <tr>
            <td />
            <Th numeric>{b.short} right</Th>
            <Th numeric>{b.short} wrong</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{a.short} right</th>
            <Td numeric className="quiet">
              {formatCount(pair.both)}
            </Td>
            <Td numeric className="font-medium">
              {formatCount(pair.onlyA)}
            </Td>
          </tr>
          <tr>
            <th scope="row">{a.short} wrong</th>
            <Td numeric className="font-medium">
              {formatCount(pair.onlyB)}
            </Td>
            <Td numeric className="quiet">
              {formatCount(pair.neither)}
            </Td>
          </tr>
        </tbody>
      </Table>
      <p className="caption mt-2 max-w-[72ch] text-pretty">
        McNemar’s test,{" "}
        {pair.method === "exact" ? "exact" : `χ² = ${pair.statistic?.toFixed(1)}, corrected for continuity`}. {meaning}{" "}
        {seeds && "It is about these two networks: how much another seed would change is not measured by one test set."}
      </p>
    </>
  );
}
