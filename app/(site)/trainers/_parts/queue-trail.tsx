"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { DayTime } from "../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../_ui/skeleton.tsx";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { auditWords } from "../../runs/[id]/_view/audit-words.ts";

/** Who did what to the queue and to trainers, the latest first; for administrators. */
export function QueueTrail() {
  const trpc = useTRPC();
  const trail = useQuery(trpc.trainers.audit.queryOptions());
  return (
    <Plate title="Audit trail">
      {trail.data?.length === 0 && <p className="sub">Nobody has paused the queue or drained a trainer.</p>}
      {trail.data && trail.data.length > 0 && (
        <ol className="log">
          {trail.data.map((entry) => {
            const { who, did } = auditWords(entry);
            return (
              <li key={entry.id}>
                <DayTime at={entry.at} />
                <span>
                  <b>{who}</b> {did}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {!trail.data && trail.isError && (
        <ErrorState title="The trail did not arrive." onRetry={() => trail.refetch()} retrying={trail.isFetching}>
          {refusalText(trail.error)}
        </ErrorState>
      )}
      {!trail.data && !trail.isError && <SkeletonRows rows={2} height={33} />}
    </Plate>
  );
}
