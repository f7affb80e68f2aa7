"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../_trpc/client.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { ClockTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { refusalText } from "../../../runs/_view/refusal-text.ts";
import { trailWords } from "../../_view/trail-words.ts";

/** Who did what to the sweep, the latest first. */
export function SweepTrail({ id }: { id: string }) {
  const trpc = useTRPC();
  const trail = useQuery(trpc.sweeps.audit.queryOptions({ id }));
  return (
    <Plate title="Audit trail">
      {trail.data ? (
        <ol className="log">
          {trail.data.map((entry) => (
            <li key={entry.id}>
              <ClockTime at={entry.at} />
              <span>
                <b>{entry.actor ?? "Somebody"}</b> {trailWords(entry)}
              </span>
            </li>
          ))}
        </ol>
      ) : trail.isError ? (
        <ErrorState title="The trail did not arrive." onRetry={() => trail.refetch()} retrying={trail.isFetching}>
          {refusalText(trail.error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={2} height={33} />
      )}
    </Plate>
  );
}
