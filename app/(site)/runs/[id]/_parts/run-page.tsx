"use client";
import { stateInWords } from "../../_view/state-in-words.ts";
import { epochsDone } from "../../_view/time-left.ts";
import { RunBody } from "./run-body.tsx";
import { RunHead } from "./run-head.tsx";
import { RunNotices } from "./run-notices.tsx";
import { paceOf } from "./run-progress.tsx";
import { useLiveRun } from "./use-live-run.ts";

/** One run, from the queue to its model, kept current while one looks. */
export function RunPage({ id }: { id: string }) {
  const { run, feed, loading, lost, reconnect } = useLiveRun(id);
  const pace = paceOf(run, feed);
  return (
    <>
      <p role="status" className="sr-only">
        {lost ? "Live updates have stopped." : `The run is ${stateInWords(run)}.`}
      </p>
      <RunHead run={run} epochs={feed.epochs} epoch={pace.epoch} progress={epochsDone(pace) / run.epochs} />
      <RunNotices run={run} feed={feed} lost={lost} reconnect={reconnect} />
      <RunBody run={run} feed={feed} loading={loading} />
    </>
  );
}
