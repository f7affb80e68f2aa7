"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ShareTarget } from "#domain/shares/share-target";
import { useTRPC } from "../../_trpc/client.ts";
import { ErrorState } from "../../_ui/error-state.tsx";
import { Skeleton } from "../../_ui/skeleton.tsx";
import { showToast } from "../../_ui/toast.tsx";
import { ShareLink } from "./share-link.tsx";
import { toastRefusal } from "./toast-refusal.ts";

type LinkListProps = {
  /** Lists the links to this alone, or else all. */
  target?: ShareTarget;
  /** Made just now. */
  fresh?: string | null;
  /** Stands in the place of links where there are none. */
  empty?: ReactNode;
};

/** Valid links of the viewer, each to be copied and revoked. */
export function LinkList({ target, fresh = null, empty }: LinkListProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const links = useQuery(trpc.shares.list.queryOptions(target ? { target } : {}));
  const revoke = useMutation(
    trpc.shares.revoke.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queries.invalidateQueries(trpc.shares.list.pathFilter()),
          queries.invalidateQueries(trpc.runs.audit.pathFilter()),
        ]);
        showToast("Revoked: the link shows nothing any more");
      },
      onError: toastRefusal,
    }),
  );
  if (links.isPending) return <Skeleton className="h-16" />;
  if (links.isError) {
    return (
      <ErrorState
        title="The links could not be loaded."
        onRetry={() => links.refetch()}
        retrying={links.isRefetching}
      />
    );
  }
  if (links.data.length === 0) return empty;
  return (
    <ul aria-label="Links" className="border-line border-t">
      {links.data.map((link) => (
        <ShareLink
          key={link.id}
          link={link}
          titled={target === undefined}
          fresh={link.id === fresh}
          onRevoke={() => revoke.mutateAsync({ id: link.id }).catch(() => undefined)}
        />
      ))}
    </ul>
  );
}
