"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { NewWebhookDialog } from "./new-webhook-dialog.tsx";
import { WebhookItem } from "./webhook-item.tsx";

/** Addresses of one's own that are told what happens, each with the log of its messages. */
export function Webhooks() {
  const trpc = useTRPC();
  const [adding, setAdding] = useState(false);
  const webhooks = useQuery(trpc.webhooks.list.queryOptions());
  if (webhooks.isPending) return <SkeletonRows rows={1} height={53} />;
  if (webhooks.isError) {
    return (
      <ErrorState
        title="The webhooks could not be loaded."
        onRetry={() => webhooks.refetch()}
        retrying={webhooks.isRefetching}
      />
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {webhooks.data.length === 0 ? (
        <p className="sub">None. A webhook tells a program of yours when a run has ended or a model became public.</p>
      ) : (
        <ul aria-label="Webhooks" className="border-line border-t text-sm">
          {webhooks.data.map((webhook) => (
            <WebhookItem key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      <div>
        <Button icon="plus" onClick={() => setAdding(true)}>
          Add a webhook
        </Button>
      </div>
      {adding && <NewWebhookDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
