"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ShareTarget } from "#domain/shares/share-target";
import { useTRPC } from "../../_trpc/client.ts";
import { Button } from "../../_ui/button.tsx";
import { ErrorState } from "../../_ui/error-state.tsx";
import { Skeleton } from "../../_ui/skeleton.tsx";
import { showToast } from "../../_ui/toast.tsx";
import { refusalText } from "../runs/_view/refusal-text.ts";
import { copyText } from "./copy-text.ts";
import { ShareLink } from "./share-link.tsx";

const addressOf = (path: string) => new URL(path, window.location.origin).href;

/** The valid links to one thing, and the way to a new one. */
export function ShareLinks({ target }: { target: ShareTarget }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const links = useQuery(trpc.shares.list.queryOptions({ target }));
  const [fresh, setFresh] = useState<string | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.shares.list.pathFilter());
  const create = useMutation(
    trpc.shares.create.mutationOptions({
      onSuccess: async ({ id, path }) => {
        setFresh(id);
        await Promise.all([refresh(), copyText(addressOf(path), "Link copied")]);
      },
      onError: (error) => showToast(refusalText(error), { tone: "bad" }),
    }),
  );
  const revoke = useMutation(
    trpc.shares.revoke.mutationOptions({
      onSuccess: async () => {
        await refresh();
        showToast("Revoked: the link shows nothing any more");
      },
      onError: (error) => showToast(refusalText(error), { tone: "bad" }),
    }),
  );
  return (
    <>
      {links.isPending && <Skeleton className="h-16" />}
      {links.isError && (
        <ErrorState
          title="The links could not be loaded."
          onRetry={() => links.refetch()}
          retrying={links.isRefetching}
        />
      )}
      {links.data && links.data.length > 0 && (
        <ul aria-label="Links" className="border-line border-t">
          {links.data.map(({ id, path, createdAt }) => (
            <ShareLink
              key={id}
              address={addressOf(path)}
              createdAt={createdAt}
              fresh={id === fresh}
              onRevoke={() => revoke.mutateAsync({ id }).catch(() => undefined)}
            />
          ))}
        </ul>
      )}
      <div>
        <Button
          variant={links.data?.length ? "default" : "go"}
          icon="link"
          loading={create.isPending}
          onClick={() => create.mutate({ target })}
        >
          {links.data?.length ? "Make another link" : "Make a link and copy it"}
        </Button>
      </div>
    </>
  );
}
