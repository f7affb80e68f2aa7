"use client";
import type { CSSProperties } from "react";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { isTerminal } from "#domain/runs/states";
import type { SweepField } from "#domain/sweeps/fields";
import { valueText } from "#domain/sweeps/fields";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { Link } from "../../../../_ui/link.tsx";
import { durationParts, formatInterval, formatPercent } from "../../../../_ui/numbers.ts";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { epochsDone } from "../../../runs/_view/time-left.ts";
import { bestRow, type SweepRow } from "../../_view/sweep-rows.ts";
import { countsInWords, kindOf } from "../../_view/sweep-standing.ts";
import type { SweepDetail, SweepRun } from "../../_view/sweep-types.ts";

type SweepProgressProps = { sweep: SweepDetail; rows: readonly SweepRow[]; fields: readonly SweepField[] };

/** How far it is, and the best so far. */
export function SweepProgress({ sweep: { runs, expectedEnd, state }, rows, fields }: SweepProgressProps) {
  const best = bestRow(rows);
  const ended = runs.filter((run) => isTerminal(run.state)).length;
  const counts = countsInWords(runs);
  return (
    <section aria-label="Progress">
      <Figures layout="row">
        <Figure label={ended < runs.length ? "Best validation accuracy so far" : "Best validation accuracy"} lead>
          {best ? (
            <>
              {formatPercent(best.run.bestValidationAccuracy, 2, "")} <small>%</small>
            </>
          ) : (
            "–"
          )}
        </Figure>
        <Figure label="its test accuracy">
          {best && best.run.testAccuracy !== null && best.run.testCount !== null ? (
            <>
              {formatPercent(best.run.testAccuracy, 2, "")}{" "}
              <small>{formatInterval(accuracyInterval(best.run.testAccuracy, best.run.testCount))} %</small>
            </>
          ) : (
            "–"
          )}
        </Figure>
        <Figure label="runs ended">
          {ended} <small>of {runs.length}</small>
        </Figure>
        {ended === runs.length ? (
          <Figure label="training in all">
            <Measure parts={durationParts(runs.reduce((sum, run) => sum + (run.trainingSeconds ?? 0), 0))} />
          </Figure>
        ) : (
          <Figure label="all done">{expectedEnd ? <RelativeTime at={expectedEnd} /> : "–"}</Figure>
        )}
      </Figures>
      {best && (
        <p className="sub mt-2">
          <Link className="text-link" href={`/runs/${best.run.id}`}>
            Run {best.run.trial + 1}
          </Link>
          {fields.map(({ path, label }) => (
            <span key={path}>
              {" · "}
              {label} {valueText(best.values[path] ?? "")}
            </span>
          ))}
          {" · "}seed {best.run.seed}
        </p>
      )}
      <div
        className="sweep-bar mt-5"
        style={{ "--sweep-gap": runs.length > 80 ? "1px" : "3px" } as CSSProperties}
        role="progressbar"
        aria-label="Runs ended"
        aria-valuemin={0}
        aria-valuemax={runs.length}
        aria-valuenow={ended}
        aria-valuetext={counts}
      >
        {runs.map((run) => (
          <span
            key={run.id}
            title={run.name}
            data-kind={run.id === best?.run.id ? "best" : kindOf(run)}
            style={{ "--done": shareOf(run) } as CSSProperties}
          />
        ))}
      </div>
      <p className="caption mt-2">
        {counts}
        {state === "paused" &&
          ended < runs.length &&
          ". The sweep is paused: runs that have begun go on, held ones start when it is resumed."}
      </p>
    </section>
  );
}

/** Share of a run that is done; one that has ended fills its field. */
function shareOf(run: SweepRun): number {
  if (run.state === "queued") return 0;
  return run.state === "running" ? epochsDone(run) / run.epochs : 1;
}
