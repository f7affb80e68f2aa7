"use client";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { useRunActions } from "../../_parts/use-run-actions.ts";
import { formatAbout } from "../../_view/about-duration.ts";
import type { LiveRun } from "./use-live-run.ts";

/** What stands between the reader and a current, living run. */
export function RunNotices({ run, feed, lost, reconnect }: Pick<LiveRun, "run" | "feed" | "lost" | "reconnect">) {
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
