import clsx from "clsx";
import type { ReactNode } from "react";
import { ordinal } from "#domain/text/ordinal";
import type { RunSummary } from "../../runs/_view/run-types.ts";

/** Why a run waits, failed or ended before its time, under its name. */
export function RunWhy({ run }: { run: RunSummary }) {
  const reason = whyOf(run);
  if (!reason) return null;
  return (
    <span
      className={clsx(
        "mt-0.5 block max-w-[62ch] text-pretty text-xs leading-[17px]",
        run.state === "failed" ? "text-fail" : "text-ink-2",
      )}
    >
      {reason}
    </span>
  );
}

function whyOf(run: RunSummary): ReactNode {
  switch (run.state) {
    case "queued":
      if (run.held) return "Held: the sweep is paused.";
      return run.queue && `${ordinal(run.queue.place)} in the queue. ${run.queue.waitingFor}`;
    case "running":
      if (run.command === "cancel") return "Being cancelled.";
      return run.command === "stop" ? "Stops after this epoch." : null;
    case "failed":
      return (
        <>
          {run.failureMessage}{" "}
          <a className="text-link" href={`/experiments/new?from=${run.id}`}>
            Change and launch again
          </a>
        </>
      );
    case "cancelled":
      return run.epoch > 0 ? `Cancelled in epoch ${run.epoch} of ${run.epochs}.` : "Cancelled before it started.";
    case "succeeded":
      return run.endedEarly ? `Stopped after epoch ${run.epoch} of ${run.epochs}.` : null;
  }
}
