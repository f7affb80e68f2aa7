"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { EVENT_WORDS } from "#domain/webhooks/events";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import type { ListedWebhook } from "./listed-webhook.ts";
import { WebhookEventsDialog } from "./webhook-events-dialog.tsx";

/** One webhook: what it is told, whether it is on, a test, and its log. */
export function WebhookItem({ webhook }: { webhook: ListedWebhook }) {
  const { id, url, events, disabledAt, disabledReason, lastSuccessAt } = webhook;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<"delete" | "events" | null>(null);
  const [showsLog, setShowsLog] = useState(false);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.webhooks.list.pathFilter()),
      queries.invalidateQueries(trpc.webhooks.deliveries.pathFilter()),
    ]);
  const change = useMutation(trpc.webhooks.change.mutationOptions({ onSuccess: refresh, onError: toastRefusal }));
  const remove = useMutation(
    trpc.webhooks.delete.mutationOptions({
      onSuccess: async () => {
        await refresh();
        showToast("The webhook is deleted");
      },
      onError: toastRefusal,
    }),
  );
  const ping = useMutation(
    trpc.webhooks.ping.mutationOptions({
      onSuccess: async () => {
        setShowsLog(true);
        await refresh();
      },
      onError: toastRefusal,
    }),
  );
  const host = new URL(url).host;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-3 border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="grid min-w-0 flex-1 basis-72 gap-1 leading-[18px]">
          <span className="flex flex-wrap items-center gap-2">
            <span className="code break-all font-medium">{url}</span>
            {disabledAt && <Tag>off</Tag>}
          </span>
          <span className="caption text-pretty">
            {events.map((event) => EVENT_WORDS[event]).join(", ")};{" "}
            {lastSuccessAt ? (
              <>
                last accepted <RelativeTime at={lastSuccessAt} />
              </>
            ) : (
              "nothing accepted yet"
            )}
          </span>
        </span>
        <span className="flex flex-wrap gap-2">
          <Button size="sm" loading={ping.isPending} disabled={disabledAt !== null} onClick={() => ping.mutate({ id })}>
            Send a test
          </Button>
          <Button size="sm" aria-expanded={showsLog} onClick={() => setShowsLog(!showsLog)}>
            {showsLog ? "Hide the log" : "Show the log"}
          </Button>
          <Button size="sm" onClick={() => setAsked("events")}>
            Events
          </Button>
          <Button
            size="sm"
            loading={change.isPending}
            onClick={() => change.mutate({ id, enabled: disabledAt !== null })}
          >
            {disabledAt ? "Switch on" : "Switch off"}
          </Button>
          <Button
            size="sm"
            variant="plain"
            aria-label={`Delete the webhook to ${host}`}
            onClick={() => setAsked("delete")}
          >
            Delete
          </Button>
        </span>
      </div>
      {disabledAt && disabledReason && (
        <Note tone="bad">
          <b>
            It was switched off <RelativeTime at={disabledAt} />.
          </b>{" "}
          {disabledReason} Mend the receiver, then switch it on again; messages that were given up can be sent once more
          from the log.
        </Note>
      )}
      {showsLog && <DeliveryLog webhookId={id} canSend={disabledAt === null} />}
      {asked === "events" && <WebhookEventsDialog webhook={webhook} onClose={() => setAsked(null)} />}
      {asked === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title="Delete this webhook?"
          description={`${host} is told nothing any more, and the log of its messages is gone. This cannot be undone.`}
          confirm="Delete the webhook"
          danger
          onConfirm={() => remove.mutateAsync({ id }).catch(() => undefined)}
        />
      )}
    </li>
  );
}
