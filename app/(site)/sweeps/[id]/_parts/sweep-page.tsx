"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { fieldedDimensions, trialsOf } from "#domain/sweeps/trials";
import { useTRPC } from "../../../../_trpc/client.ts";
import { EmptyState } from "../../../../_ui/empty-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { LiveNote } from "../../../_parts/live-note.tsx";
import { useSweepDeletion } from "../../_parts/use-sweep-deletion.ts";
import { sweepRows } from "../../_view/sweep-rows.ts";
import { isOver, sweepInWords } from "../../_view/sweep-standing.ts";
import type { SweepDetail } from "../../_view/sweep-types.ts";
import { OverSeeds } from "./over-seeds.tsx";
import { SweepHead } from "./sweep-head.tsx";
import { SweepHeat } from "./sweep-heat.tsx";
import { SweepParallel } from "./sweep-parallel.tsx";
import { SweepProgress } from "./sweep-progress.tsx";
import { SweepTrail } from "./sweep-trail.tsx";
import { TrialTable } from "./trial-table.tsx";
import { ValueScatter } from "./value-scatter.tsx";

const REFRESH_MS = 2_000;

/** One sweep, kept current while any of its runs waits or trains. */
export function SweepPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useSuspenseQuery(
    trpc.sweeps.byId.queryOptions(
      { id },
      { refetchInterval: ({ state: { data } }) => (data && isOver(data.runs) ? false : REFRESH_MS) },
    ),
  );
  const sweep = query.data;
  const { plan } = sweep;
  // A plan never changes, and an answer with an equal one keeps the object: the trials are made once.
  const trials = useMemo(() => trialsOf(plan), [plan]);
  const rows = useMemo(() => sweepRows(trials, sweep.runs), [trials, sweep.runs]);
  const fields = useMemo(() => fieldedDimensions(plan).map(({ field }) => field), [plan]);
  const hasResults = rows.some(({ run }) => run.bestValidationAccuracy !== null);
  return (
    <div className="page-wide">
      <p role="status" className="sr-only">
        The sweep is {sweepInWords(sweep.state, isOver(sweep.runs))}.
      </p>
      <SweepHead sweep={sweep} />
      {sweep.deletedAt && <DeletedNote sweep={sweep} />}
      <LiveNote query={query} />
      {rows.length === 0 ? (
        <EmptyState icon="trash" title="No run is left">
          All runs of this sweep were deleted.
        </EmptyState>
      ) : (
        <>
          <SweepProgress sweep={sweep} rows={rows} fields={fields} />
          <SweepParallel name={sweep.name} plan={plan} rows={rows} fields={fields} />
          {hasResults && (fields.length > 0 || plan.repetitions > 1) && (
            <div className="columns-two">
              <ValueScatter name={sweep.name} rows={rows} plan={plan} fields={fields} />
              {fields.length > 1 && <SweepHeat name={sweep.name} rows={rows} fields={fields} />}
              {plan.repetitions > 1 && <OverSeeds rows={rows} fields={fields} />}
            </div>
          )}
          <TrialTable name={sweep.name} rows={rows} fields={fields} hasSeeds={plan.repetitions > 1} />
          <SweepTrail id={id} />
        </>
      )}
    </div>
  );
}

function DeletedNote({ sweep }: { sweep: SweepDetail }) {
  const { restore } = useSweepDeletion();
  return (
    <Note tone="warn" icon="trash" className="mb-5">
      <b>This sweep is deleted.</b> It can be brought back for ten minutes, with its runs and their models.{" "}
      <button type="button" className="text-link" onClick={() => restore(sweep)}>
        Bring it back
      </button>
    </Note>
  );
}
