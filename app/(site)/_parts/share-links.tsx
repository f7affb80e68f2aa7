"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ShareTarget } from "#domain/shares/share-target";
import { useTRPC } from "../../_trpc/client.ts";
import { Button } from "../../_ui/button.tsx";
import { copyText } from "./copy-text.ts";
import { LinkList } from "./link-list.tsx";
import { addressOf } from "./share-link.tsx";
import { toastRefusal } from "./toast-refusal.ts";

/** The valid links to one thing, and the way to a new one. */
export function ShareLinks({ target }: { target: ShareTarget }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [fresh, setFresh] = useState<string | null>(null);
  // A list that is still on its way may be from before the new link, and is not asked for again.
  const { isPending } = useQuery(trpc.shares.list.queryOptions({ target }));
  const create = useMutation(
    trpc.shares.create.mutationOptions({
      onSuccess: async ({ id, path }) => {
        setFresh(id);
        await Promise.all([
          queries.invalidateQueries(trpc.shares.list.pathFilter()),
          queries.invalidateQueries(trpc.runs.audit.pathFilter()),
          copyText(addressOf(path), "Link copied"),
        ]);
      },
      onError: toastRefusal,
    }),
  );
  return (
    <>
      <LinkList target={target} fresh={fresh} />
      <div>
        <Button
          variant="go"
          icon="link"
          loading={create.isPending}
          disabled={isPending}
          onClick={() => create.mutate({ target })}
        >
          Make a link and copy it
        </Button>
      </div>
    </>
  );
}
