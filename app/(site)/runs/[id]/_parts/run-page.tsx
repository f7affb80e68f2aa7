"use client";
import { useMemo } from "react";
import { layersOf } from "#domain/architectures/layers";
import { summarize } from "#domain/architectures/summary";
import { DATASETS } from "#domain/datasets/catalogue";
import { isTerminal } from "#domain/runs/states";
import { type ChartView, useChartSettings } from "../../../../_ui/chart/use-chart-settings.ts";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { SegmentedLinks } from "../../../../_ui/segmented.tsx";
import { LayerTable } from "../../_parts/layer-table.tsx";
import { useNow } from "../../_parts/use-now.ts";
import { useRunActions } from "../../_parts/use-run-actions.ts";
import { type RunSeries, useRunSeries } from "../../_parts/use-run-series.ts";
import { formatAbout } from "../../_view/about-duration.ts";
import type { RunFeed } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { stateInWords } from "../../_view/state-in-words.ts";
import { epochsDone } from "../../_view/time-left.ts";
import { Configuration } from "./configuration.tsx";
import { EpochTable } from "./epoch-table.tsx";
import { Evaluation } from "./evaluation.tsx";
import { EventLog } from "./event-log.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { ModelPanel } from "./model-panel.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { RunCurves, RunSystem } from "./run-curves.tsx";
import { RunHead } from "./run-head.tsx";
import { paceOf, RunProgress } from "./run-progress.tsx";
import { RunResult } from "./run-result.tsx";
import { TrainerPanel } from "./trainer-panel.tsx";
import { type LiveRun, useLiveRun } from "./use-live-run.ts";

/** One run, from the queue to its model, kept current while one looks. */
export function RunPage({ id }: { id: string }) {
  const { run, feed, lost, reconnect } = useLiveRun(id, (events) => series.receive(id, events));
  const view = useChartSettings();
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
      <RunHead run={run} epoch={pace.epoch} progress={epochsDone(pace) / run.epochs} />
      <Notices run={run} feed={feed} lost={lost} reconnect={reconnect} />
      <Body run={run} feed={feed} series={series} view={view} />
    </>
  );
}

type NoticesProps = { run: RunDetail; feed: RunFeed; lost: LiveRun["lost"]; reconnect: () => void };

/** What stands between the reader and a current, living run. */
function Notices({ run, feed, lost, reconnect }: NoticesProps) {
  const actions = useRunActions();
  const last = feed.now ? `epoch ${feed.now.epoch}, batch ${formatCount(feed.now.step)}` : null;
  return (
    <>
      {run.deletedAt && (
        <Note tone="warn" icon="trash" className="mb-5">
          <b>This run is deleted.</b> It can be brought back for ten minutes, with its model.{" "}
          {run.mine && (
            <button type="button" className="text-link" onClick={() => actions.restore(run)}>
              Bring it back
            </button>
          )}
        </Note>
      )}
      {lost && (
        <Note icon="retry" className="mb-5">
          <b>Live updates have stopped.</b>{" "}
          {lost === "reconnecting"
            ? "Reconnecting by itself; nothing will be missed."
            : "They do not come back by themselves; nothing will be missed."}
          {last && ` Last point: ${last}.`}{" "}
          <button type="button" className="text-link" onClick={reconnect}>
            Try now
          </button>
        </Note>
      )}
      {run.state === "running" && run.trainer && !run.trainer.alive && (
        <Note tone="warn" className="mb-5">
          <b>
            {run.trainer.name} has not been heard of for {formatAbout(run.trainer.heartbeatAge)}.
          </b>{" "}
          If it does not come back, the run goes on from its last checkpoint on the next trainer that is free.
        </Note>
      )}
    </>
  );
}

type BodyProps = { run: RunDetail; feed: RunFeed; series: RunSeries; view: ChartView };

function Body({ run, feed, series, view }: BodyProps) {
  const now = useNow(run.state === "queued");
  const curves = { run, series, view };
  switch (run.state) {
    case "queued":
      return (
        <>
          <QueuePanel queue={run.queue} mine={run.mine} now={now} />
          {feed.epochs.length > 0 && <RunCurves {...curves} planned={run.epochs} />}
          <div className="columns-two">
            <Network run={run} />
            <div>
              <Configuration spec={run.spec} />
              <EventLog log={feed.log} queuedAt={run.queuedAt} />
            </div>
          </div>
        </>
      );
    case "running":
      return (
        <>
          <RunProgress run={run} feed={feed} />
          <RunCurves {...curves} planned={run.epochs} />
          <RunSystem {...curves} planned={run.epochs} />
          <Particulars run={run} feed={feed} />
        </>
      );
    case "failed":
    case "cancelled":
      return (
        <>
          {run.state === "failed" && <FailurePanel run={run} />}
          {run.state === "cancelled" && <Cancelled run={run} feed={feed} />}
          <RunCurves {...curves} planned={run.epochs} />
          <RunSystem {...curves} planned={run.epochs} />
          <Particulars run={run} feed={feed} />
        </>
      );
    case "succeeded":
      return (
        <>
          <RunResult run={run} log={feed.log} />
          {run.modelId && run.mine && <ModelPanel run={run} modelId={run.modelId} />}
          <SegmentedLinks label="On this page" items={PARTS} />
          {run.confusion && <Evaluation confusion={run.confusion} classes={run.classes} />}
          <RunCurves {...curves} planned={feed.epochs.length} id="curves" />
          <RunSystem {...curves} planned={feed.epochs.length} id="system" />
          <Particulars run={run} feed={feed} />
        </>
      );
  }
}

const PARTS = [
  { href: "#evaluation", label: "Evaluation", current: false },
  { href: "#curves", label: "Curves", current: false },
  { href: "#events", label: "Events", current: false },
  { href: "#configuration", label: "Configuration", current: false },
  { href: "#network", label: "Network", current: false },
];

/** What every run has, whatever became of it. */
function Particulars({ run, feed }: { run: RunDetail; feed: RunFeed }) {
  return (
    <>
      <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <EventLog id="events" log={feed.log} queuedAt={run.queuedAt} />
        <Configuration id="configuration" spec={run.spec} />
        <TrainerPanel run={run} />
      </div>
      <div className="columns-two">
        <EpochTable epochs={feed.epochs} planned={run.epochs} ended={isTerminal(run.state)} />
        <Network run={run} />
      </div>
    </>
  );
}

function Network({ run }: { run: RunDetail }) {
  const { image, classes } = DATASETS[run.spec.dataset];
  const network = summarize(layersOf(run.spec.architecture, classes.length), image);
  const trained = network.trainableParameters === network.parameters ? "all" : formatCount(network.trainableParameters);
  return (
    <Plate id="network" title="Network" caption={`${formatCount(network.parameters)} parameters, ${trained} trained`}>
      <LayerTable network={network} />
    </Plate>
  );
}

function Cancelled({ run, feed }: { run: RunDetail; feed: RunFeed }) {
  const actions = useRunActions();
  return (
    <Note>
      <b>
        Cancelled
        {feed.epochs.length > 0 ? ` after ${feed.epochs.length} of ${run.epochs} epochs` : " before an epoch had ended"}
        .
      </b>{" "}
      There is no test and no model.{" "}
      {run.mine && (
        <button type="button" className="text-link" disabled={actions.repeating} onClick={() => actions.again(run)}>
          Run it again
        </button>
      )}
    </Note>
  );
}
