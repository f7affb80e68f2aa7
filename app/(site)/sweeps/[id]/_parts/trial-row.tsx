"use client";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { type SweepField, valueText } from "#domain/sweeps/fields";
import { pruningSentence } from "#domain/sweeps/pruning-record";
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

export function TrialRow({ row: { run, values }, fields, hasSeeds, domain, isBest }: TrialRowProps) {
  const reason = reasonOf(run);
  return (
    <tr>
      <Td>
        <RowLink href={`/runs/${run.id}`} aria-label={run.name}>
          {run.trial + 1}
        </RowLink>
      </Td>
      <Td>
        <Status state={run.state} progress={epochsDone(run) / run.epochs}>
          {run.state === "running" && run.command === "none" && run.epoch > 0
            ? `epoch ${run.epoch} of ${run.epochs}`
            : stateInWords(run)}
        </Status>
        {reason && (
          <span
            className={`mt-0.5 block max-w-[44ch] text-pretty text-xs leading-[17px] ${run.state === "failed" ? "text-fail" : "text-ink-2"}`}
          >
            {reason}
          </span>
        )}
      </Td>
      {fields.map(({ path }) => (
        <Td key={path} numeric>
          {valueText(values[path] ?? "")}
        </Td>
      ))}
      {hasSeeds && (
        <Td numeric className="quiet">
          {run.seed}
        </Td>
      )}
      <Td>
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
      <Td numeric>
        {run.bestValidationAccuracy !== null && (
          <span className={isBest ? "best" : "font-medium"}>{formatPercent(run.bestValidationAccuracy, 2, "")}</span>
        )}
      </Td>
      <Td numeric>
        {run.testAccuracy !== null && run.testCount !== null && (
          <>
            {formatPercent(run.testAccuracy, 2, "")}{" "}
            <span className="unit">{formatInterval(accuracyInterval(run.testAccuracy, run.testCount))}</span>
          </>
        )}
      </Td>
      <Td numeric className="quiet">
        {run.trainingSeconds !== null && formatDuration(run.trainingSeconds)}
      </Td>
    </tr>
  );
}

/** Why a run ended before its time, under its state. */
function reasonOf(run: SweepRun): string | null {
  if (run.pruned) return pruningSentence(run.pruned);
  if (run.state === "failed") return run.failureMessage;
  return run.state === "succeeded" && run.endedEarly ? `Stopped after epoch ${run.epoch} of ${run.epochs}.` : null;
}
