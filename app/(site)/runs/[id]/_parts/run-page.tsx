"use client";
import { useMemo, useState } from "react";
import { useChartSettings } from "../../../../_ui/chart/use-chart-settings.ts";
import { useRunSeries } from "../../_parts/use-run-series.ts";
import { paceOf } from "../../_view/run-pace.ts";
import { stateInWords } from "../../_view/state-in-words.ts";
import { epochsDone } from "../../_view/time-left.ts";
import { chartDefaults } from "../_view/chart-defaults.ts";
import { RunBody } from "./run-body.tsx";
import { RunHead } from "./run-head.tsx";
import { RunNotices } from "./run-notices.tsx";
import { useLiveRun } from "./use-live-run.ts";

/** One run, from the queue to its model, kept current while one looks. */
export function RunPage({ id }: { id: string }) {
  const { run, feed, loading, lost, reconnect } = useLiveRun(id, (events) => series.receive(id, events));
  // Once: what the address leaves out must not change its meaning when the run ends before one's eyes.
  const [defaults] = useState(() => chartDefaults(run.state, feed.epochs.length));
  const view = useChartSettings(defaults);
  const { name, state, stepsPerEpoch, startedAt } = run;
  const start = startedAt?.getTime() ?? null;
  const owners = useMemo(
    () => [{ id, label: name, slot: null, known: { state, stepsPerEpoch, startedAt: start } }],
    [id, name, state, stepsPerEpoch, start],
  );
  const series = useRunSeries(owners, { x: view.settings.x, zoom: view.zoom });
  const pace = paceOf(run, feed);
  return (
    <>
      <p role="status" className="sr-only">
        {lost ? "Live updates have stopped." : `The run is ${stateInWords(run)}.`}
      </p>
      <RunHead run={run} epochs={feed.epochs} epoch={pace.epoch} progress={epochsDone(pace) / run.epochs} />
      <RunNotices run={run} feed={feed} lost={lost} reconnect={reconnect} />
      <RunBody run={run} feed={feed} loading={loading} series={series} view={view} />
    </>
  );
}
