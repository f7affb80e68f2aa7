"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { DayTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { useNearViewport } from "../../../../_ui/use-near-viewport.ts";
import { refusalText } from "../../_view/refusal-text.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { auditWords } from "../_view/audit-words.ts";

type AuditTrailProps = {
  run: Pick<RunDetail, "id" | "state" | "command" | "tags" | "note" | "modelVisibility" | "modelLicence" | "deletedAt">;
};

/** Who did what to the run and when, the latest first. */
export function AuditTrail({ run }: AuditTrailProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [box, near] = useNearViewport<HTMLDivElement>();
  const audit = useInfiniteQuery(
    trpc.runs.audit.infiniteQueryOptions({ id: run.id }, { getNextPageParam: ({ next }) => next, enabled: near }),
  );
  // Whatever changes the run has left an entry.
  const { state, command, tags, note, modelVisibility, modelLicence, deletedAt } = run;
  const changes = JSON.stringify([state, command, tags, note, modelVisibility, modelLicence, deletedAt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when something has changed
  useEffect(() => {
    void queries.invalidateQueries(trpc.runs.audit.infiniteQueryFilter({ id: run.id }));
  }, [changes, run.id]);
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Plate title="Audit trail" id="audit">
      <div ref={box}>
        {audit.isError ? (
          <ErrorState
            title="The audit trail did not arrive."
            onRetry={() => audit.refetch()}
            retrying={audit.isFetching}
          >
            {refusalText(audit.error)}
          </ErrorState>
        ) : audit.isPending ? (
          <SkeletonRows rows={2} height={33} />
        ) : entries.length === 0 ? (
          <p className="sub">Nothing is known: this run is older than the audit trail.</p>
        ) : (
          <ol className="log audit">
            {entries.map(({ id: entry, at, ...what }) => {
              const { who, did } = auditWords(what);
              return (
                <li key={entry}>
                  <DayTime at={at} />
                  <span>
                    <b className="font-medium">{who}</b> {did}.
                  </span>
                </li>
              );
            })}
          </ol>
        )}
        {audit.hasNextPage && (
          <Button className="mt-3" size="sm" loading={audit.isFetchingNextPage} onClick={() => audit.fetchNextPage()}>
            Show earlier
          </Button>
        )}
      </div>
    </Plate>
  );
}
