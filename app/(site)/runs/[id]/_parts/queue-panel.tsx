import { ordinal } from "#domain/text/ordinal";
import { Link } from "../../../../_ui/link.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { formatAbout } from "../../_view/about-duration.ts";
import type { RunDetail } from "../../_view/run-types.ts";

/** Where a queued run stands, why it waits, and until when. */
export function QueuePanel({
  queue,
  held,
  sweepId,
  mine,
  now,
}: Pick<RunDetail, "queue" | "held" | "sweepId" | "mine"> & { now: number | null }) {
  if (held) {
    return (
      <Plate title="Queue">
        <p className="font-medium text-lg">Held: the sweep is paused.</p>
        {mine && (
          <p className="sub mt-1">
            No trainer takes this run until{" "}
            <Link className="text-link" href={`/sweeps/${sweepId}`}>
              its sweep
            </Link>{" "}
            is resumed.
          </p>
        )}
      </Plate>
    );
  }
  if (!queue) return null;
  const wait = queue.expectedStart && now ? Math.round((queue.expectedStart.getTime() - now) / 1000) : null;
  return (
    <Plate title="Queue">
      <p className="font-medium text-lg">
        {ordinal(queue.place)} in the queue
        {wait !== null && (wait > 2 ? `, starts in about ${formatAbout(wait)}.` : ", starts any moment.")}
        {queue.expectedStart === null && "."}
      </p>
      {queue.paused ? (
        <Note tone="warn" icon="pause" className="mt-3">
          <b>An administrator has paused the queue.</b> This run starts once it is resumed.
        </Note>
      ) : (
        <p className="sub mt-1">{queue.waitingFor}</p>
      )}
      {mine && (
        <p className="caption mt-3">
          You can close this page: the run starts by itself. To make room,{" "}
          <Link className="text-link" href="/experiments?state=queued">
            look at what else you have queued
          </Link>
          , or{" "}
          <Link className="text-link" href="/trainers">
            change their order
          </Link>
          .
        </p>
      )}
    </Plate>
  );
}
