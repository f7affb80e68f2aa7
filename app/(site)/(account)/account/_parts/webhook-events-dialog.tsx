"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { webhookEvents } from "#domain/webhooks/webhook-fields";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";
import { CheckList } from "./check-list.tsx";
import { EVENT_OPTIONS } from "./event-options.ts";
import type { ListedWebhook } from "./listed-webhook.ts";

/** Changes what a webhook is told. */
export function WebhookEventsDialog({ webhook, onClose }: { webhook: ListedWebhook; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [events, setEvents] = useState(webhook.events);
  const change = useMutation(
    trpc.webhooks.change.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.webhooks.list.pathFilter());
        showToast("The events are changed");
        onClose();
      },
      onError: toastRefusal,
    }),
  );
  const problem = webhookEvents.safeParse(events).error?.issues[0]?.message;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !change.isPending && onClose()}
      title="What this webhook is told"
      footer={
        <>
          <Button onClick={onClose} disabled={change.isPending}>
            Leave it
          </Button>
          <Button
            variant="go"
            loading={change.isPending}
            disabled={problem !== undefined}
            onClick={() => change.mutate({ id: webhook.id, events })}
          >
            Save
          </Button>
        </>
      }
    >
      <CheckList legend="Tell it when" options={EVENT_OPTIONS} chosen={events} onChange={setEvents} error={problem} />
    </Dialog>
  );
}
