"use client";
import clsx from "clsx";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { type SweepField, valueText } from "#domain/sweeps/fields";
import { pruningInShort, pruningSentence } from "#domain/sweeps/pruning-record";
import { formatDuration, formatInterval, formatPercent } from "../../../../_ui/numbers.ts";
import { Sparkline } from "../../../../_ui/sparkline.tsx";
import { Status } from "../../../../_ui/status.tsx";
import { RowLink, Td } from "../../../../_ui/table.tsx";
import { stateInWords } from "../../../runs/_view/state-in-words.ts";
import { epochsDone } from "../../../runs/_view/time-left.ts";
import type { SweepRow } from "../../_view/sweep-rows.ts";
import type { SweepRun } from "../../_view/sweep-types.ts";

type TrialRowProps = {
  row: SweepRow;
  fields: readonly SweepField[];
  hasSeeds: boolean;
  /** One scale for all sparklines of the table. */
  domain: readonly [number, number];
  isBest: boolean;
};

/** On a phone a row becomes an item; the values then stand under the state. */
const CELL = "max-tablet:block max-tablet:h-auto! max-tablet:border-0! max-tablet:p-0!";

export function TrialRow({ row: { run, values }, fields, hasSeeds, domain, isBest }: TrialRowProps) {
  const reason = reasonOf(run);
  return (
    <tr className="max-tablet:grid max-tablet:grid-cols-[auto_1fr_auto] max-tablet:gap-x-3 max-tablet:gap-y-1 max-tablet:border-b max-tablet:border-line max-tablet:py-3">
      <Td className={CELL}>
        <RowLink href={`/runs/${run.id}`} aria-label={run.name}>
          {run.trial + 1}
        </RowLink>
      </Td>
      <Td className={CELL}>
        <Status state={run.state} progress={epochsDone(run) / run.epochs}>
          {run.state === "running" && run.command === "none" ? whereOf(run) : stateInWords(run)}
        </Status>
        {reason && (
          <span
            title={run.pruned ? pruningSentence(run.pruned) : undefined}
            className={clsx(
              "mt-0.5 block max-w-[44ch] text-pretty text-xs leading-[17px]",
              run.state === "failed" ? "text-fail" : "text-ink-2",
            )}
          >
            {reason}
          </span>
        )}
        <span className="caption block tablet:hidden">
          {[...fields.map(({ path, label }) => `${label} ${valueText(values[path] ?? "")}`), `seed ${run.seed}`].join(
            ", ",
          )}
        </span>
      </Td>
      {fields.map(({ path, kind }) => (
        <Td key={path} numeric={kind !== "choice"} className="max-tablet:hidden">
          {valueText(values[path] ?? "")}
        </Td>
      ))}
      {hasSeeds && (
        <Td numeric className="quiet max-tablet:hidden">
          {run.seed}
        </Td>
      )}
      <Td className="max-tablet:hidden">
        {run.sparkline.length > 1 && (
          <Sparkline
            values={run.sparkline}
            domain={domain}
            slots={run.epochs}
            best={run.bestEpoch === null ? undefined : run.bestEpoch - 1}
            label={`Validation accuracy over ${run.sparkline.length} epochs`}
          />
        )}
      </Td>
      <Td numeric className={clsx(CELL, "max-tablet:text-lg")}>
        {run.bestValidationAccuracy !== null && (
          <span className={isBest ? "best" : "font-medium"}>{formatPercent(run.bestValidationAccuracy, 2, "")}</span>
        )}
      </Td>
      <Td numeric className="max-tablet:hidden">
        {run.testAccuracy !== null && run.testCount !== null && (
          <>
            {formatPercent(run.testAccuracy, 2, "")}{" "}
            <span className="unit">{formatInterval(accuracyInterval(run.testAccuracy, run.testCount))}</span>
          </>
        )}
      </Td>
      <Td numeric className="quiet max-tablet:hidden">
        {run.trainingSeconds !== null && formatDuration(run.trainingSeconds)}
      </Td>
    </tr>
  );
}

function whereOf(run: SweepRun): string {
  if (run.epoch > 0) return `epoch ${run.epoch} of ${run.epochs}`;
  return run.onBackbone ? "preparing features" : stateInWords(run);
}

/** Why a run ended before its time, under its state. */
function reasonOf(run: SweepRun): string | null {
  if (run.pruned) return pruningInShort(run.pruned);
  if (run.state === "failed") return run.failureMessage;
  return run.state === "succeeded" && run.endedEarly ? `Stopped after epoch ${run.epoch} of ${run.epochs}.` : null;
}
