"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { valueText } from "#domain/sweeps/fields";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { fieldedDimensions, type Trial } from "#domain/sweeps/trials";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { bytesParts, formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { aboutParts } from "../../../runs/_view/about-duration.ts";
import type { SweepEstimate } from "../../_view/sweep-types.ts";

/** Rows that are shown before the rest is counted. */
const SHOWN = 10;

type TrialPreviewProps = {
  /** Null while the plan is not one. */
  trials: readonly Trial[] | null;
  plan: SweepPlan | null;
  estimate: UseQueryResult<SweepEstimate, unknown>;
};

/** The runs that there would be, and how long they would take. */
export function TrialPreview({ trials, plan, estimate }: TrialPreviewProps) {
  const { data } = estimate;
  const possible = trials?.filter(({ spec }) => spec !== null).length ?? 0;
  return (
    <Plate title="What will run" className="mt-0!">
      <Figures className="justify-between gap-3! [&_dd]:text-lg! [&_dd]:leading-6!">
        <Figure label="runs">{trials ? formatCount(possible) : "–"}</Figure>
        <Figure label="training in all">
          {trials && data?.trainingSeconds != null ? <Measure parts={aboutParts(data.trainingSeconds)} /> : "–"}
        </Figure>
        <Figure label="all done">{trials && data?.readyAt ? <RelativeTime at={data.readyAt} /> : "–"}</Figure>
        <Figure label="memory, largest">
          {trials && data ? <Measure parts={bytesParts(data.largestTrainingBytes)} /> : "–"}
        </Figure>
      </Figures>
      <p className="caption mt-2">{remark(estimate, plan)}</p>
      {plan && trials && <Trials plan={plan} trials={trials} />}
    </Plate>
  );
}

function remark({ data, isError }: TrialPreviewProps["estimate"], plan: SweepPlan | null): string {
  if (!plan) return "The runs appear here as soon as the fields make sense.";
  if (isError) return "The estimate did not arrive. You can launch all the same.";
  if (!data) return "";
  if (data.trainers === 0) return "No trainer is connected. Runs wait in the queue until one is.";
  if (data.trainingSeconds === null) return "The time is known once a trainer has done its first epoch.";
  return plan.halving ? "At most: losers are stopped early." : "By the speed of the trainers that are there now.";
}

function Trials({ plan, trials }: { plan: SweepPlan; trials: readonly Trial[] }) {
  const fields = fieldedDimensions(plan).map(({ field }) => field);
  const impossible = trials.filter(({ problem }) => problem !== null);
  const [first] = impossible;
  return (
    <>
      {first && (
        <Note tone="warn" className="mt-4">
          <b>
            {impossible.length} of {trials.length} combinations are left out.
          </b>{" "}
          Number {first.trial + 1}: {first.problem?.message}
        </Note>
      )}
      <Table caption="Runs of the sweep" dense className="mt-4">
        <thead>
          <tr>
            <Th>Run</Th>
            {fields.map(({ path, label, kind }) => (
              <Th key={path} numeric={kind !== "choice"}>
                {label}
              </Th>
            ))}
            <Th numeric>Seed</Th>
          </tr>
        </thead>
        <tbody>
          {trials.slice(0, SHOWN).map((trial) => (
            <tr key={trial.trial} className={trial.problem ? "text-ink-3 line-through" : undefined}>
              <Td className="faint">{trial.trial + 1}</Td>
              {trial.values.map(({ path, value }, index) => (
                <Td key={path} numeric={fields[index]?.kind !== "choice"}>
                  {valueText(value)}
                </Td>
              ))}
              <Td numeric className="quiet">
                {trial.seed}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {trials.length > SHOWN && <p className="caption mt-2">and {formatCount(trials.length - SHOWN)} more</p>}
    </>
  );
}
