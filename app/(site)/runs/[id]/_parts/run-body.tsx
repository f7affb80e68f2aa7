"use client";
import type { ChartView } from "../../../../_ui/chart/use-chart-settings.ts";
import { Note } from "../../../../_ui/note.tsx";
import { useNow } from "../../_parts/use-now.ts";
import { useRunActions } from "../../_parts/use-run-actions.ts";
import type { RunSeries } from "../../_parts/use-run-series.ts";
import type { RunFeed } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { AuditTrail } from "./audit-trail.tsx";
import { Configuration } from "./configuration.tsx";
import { ConsoleLog } from "./console-log.tsx";
import { EpochTable } from "./epoch-table.tsx";
import { Evaluation } from "./evaluation.tsx";
import { EventLog } from "./event-log.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { FeaturesProgress } from "./features-progress.tsx";
import { LayersPlate } from "./layers-plate.tsx";
import { ModelPanel } from "./model-panel.tsx";
import { NotesPlate } from "./notes-plate.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { RunCurves, RunSystem } from "./run-curves.tsx";
import { RunProgress } from "./run-progress.tsx";
import { RunResult } from "./run-result.tsx";
import { type Section, SectionLinks } from "./section-links.tsx";
import { TrainerPanel } from "./trainer-panel.tsx";

type RunBodyProps = {
  run: RunDetail;
  feed: RunFeed;
  /** Parts of a long log are still on their way. */
  loading: boolean;
  series: RunSeries;
  view: ChartView;
};

/** What a run has to show in its state. */
export function RunBody(props: RunBodyProps) {
  const { run, feed, loading, series, view } = props;
  switch (run.state) {
    case "queued":
      return <Queued {...props} />;
    case "running":
      return (
        <>
          {run.features ? (
            <FeaturesProgress run={run} features={run.features} />
          ) : (
            <RunProgress run={run} feed={feed} />
          )}
          <RunCurves run={run} series={series} view={view} planned={run.epochs} />
          <RunSystem run={run} series={series} view={view} planned={run.epochs} />
          <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,1fr)]">
            <EventLog log={feed.log} queuedAt={run.queuedAt} />
            <Configuration spec={run.spec} />
            <TrainerPanel run={run} />
          </div>
          <LayersPlate id={run.id} name={run.name} spec={run.spec} state={run.state} epoch={feed.layersEpoch} />
          <ConsoleLog log={feed.log} name={run.name} live loading={loading} />
          <EpochTable epochs={feed.epochs} planned={run.epochs} ended={false} />
          <Remarks run={run} />
        </>
      );
    case "failed":
      return (
        <>
          <FailurePanel run={run} />
          <History {...props} />
        </>
      );
    case "cancelled":
      return (
        <>
          <Cancelled run={run} feed={feed} />
          <History {...props} />
        </>
      );
    case "succeeded":
      return (
        <>
          <RunResult run={run} log={feed.log} />
          {run.mine && <ModelPanel run={run} />}
          <History {...props} />
        </>
      );
  }
}

function Queued({ run, feed, loading, series, view }: RunBodyProps) {
  const now = useNow(true);
  return (
    <>
      <QueuePanel queue={run.queue} held={run.held} sweepId={run.sweepId} mine={run.mine} now={now} />
      {feed.epochs.length > 0 && <RunCurves run={run} series={series} view={view} planned={run.epochs} />}
      <div className="columns-two">
        <Configuration spec={run.spec} />
        <EventLog log={feed.log} queuedAt={run.queuedAt} />
      </div>
      <LayersPlate id={run.id} name={run.name} spec={run.spec} state={run.state} epoch={feed.layersEpoch} />
      {feed.log.length > 0 && <ConsoleLog log={feed.log} name={run.name} live loading={loading} />}
      <Remarks run={run} />
    </>
  );
}

/** All that is kept of a run that has ended, with links to its parts. */
function History({ run, feed, loading, series, view }: RunBodyProps) {
  const { confusion } = run;
  const done = feed.epochs.length;
  // Of a run that ended within its first epoch one sees the few steps that there are, not the room of all that were planned.
  const planned = run.state === "succeeded" || done === 0 ? done : run.epochs;
  const sections: Section[] = [
    ...(confusion ? (["evaluation"] as const) : []),
    "curves",
    "layers",
    "configuration",
    "log",
    "events",
  ];
  return (
    <>
      <SectionLinks sections={sections} />
      {confusion && <Evaluation run={run} confusion={confusion} />}
      <div id="curves">
        <RunCurves run={run} series={series} view={view} planned={planned} />
        <RunSystem run={run} series={series} view={view} planned={planned} />
        <EpochTable epochs={feed.epochs} planned={run.epochs} ended />
      </div>
      <LayersPlate id={run.id} name={run.name} spec={run.spec} state={run.state} epoch={feed.layersEpoch} />
      <div className="columns-two">
        <Configuration id="configuration" spec={run.spec} />
        <TrainerPanel run={run} />
      </div>
      <ConsoleLog log={feed.log} name={run.name} live={false} loading={loading} />
      <div className="columns-two">
        <EventLog id="events" log={feed.log} queuedAt={run.queuedAt} />
        <div>
          <NotesPlate run={run} />
          <AuditTrail run={run} />
        </div>
      </div>
    </>
  );
}

function Remarks({ run }: { run: RunDetail }) {
  return (
    <div className="columns-two">
      <NotesPlate run={run} />
      <AuditTrail run={run} />
    </div>
  );
}

function Cancelled({ run, feed }: Pick<RunBodyProps, "run" | "feed">) {
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
