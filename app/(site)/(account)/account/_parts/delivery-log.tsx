"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { CodeBlock } from "../../../../_ui/code-block.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatMilliseconds } from "../../../../_ui/numbers.ts";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";

/** Milliseconds between two looks while a message is on its way. */
const POLL_INTERVAL = 1_500;

const STATE_WORDS = { waiting: "waits", delivered: "accepted", failed: "given up" } as const;
const STATE_TONES = { waiting: "text-ink-3", delivered: "text-accent-text", failed: "text-fail" } as const;

/** The latest messages to a webhook: what was answered, how often it was tried, and what was sent. */
export function DeliveryLog({ webhookId, canSend }: { webhookId: string; canSend: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [open, setOpen] = useState<string | null>(null);
  const log = useQuery(
    trpc.webhooks.deliveries.queryOptions(
      { id: webhookId },
      { refetchInterval: ({ state }) => (state.data?.some((one) => one.state === "waiting") ? POLL_INTERVAL : false) },
    ),
  );
  const again = useMutation(
    trpc.webhooks.redeliver.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.webhooks.deliveries.pathFilter()),
      onError: toastRefusal,
    }),
  );
  if (log.isPending) return <SkeletonRows rows={2} height={33} />;
  if (log.isError) {
    return (
      <ErrorState title="The log could not be loaded." onRetry={() => log.refetch()} retrying={log.isRefetching} />
    );
  }
  if (log.data.length === 0) return <p className="sub">Nothing was sent yet.</p>;
  return (
    <Table caption="Messages" dense>
      <thead>
        <tr>
          <Th>Event</Th>
          <Th>State</Th>
          <Th>Answer</Th>
          <Th numeric>Time</Th>
          <Th numeric>Attempts</Th>
          <Th>Written</Th>
          <Th className="relative">
            <span className="sr-only">Acts</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {log.data.map((message) => {
          const { id, event, state, attempts, status, error, durationMs, createdAt, nextAttemptAt, payload } = message;
          return (
            <Fragment key={id}>
              <tr>
                <Td className="code whitespace-nowrap">{event}</Td>
                <Td className="whitespace-nowrap">
                  <span className={STATE_TONES[state]}>{STATE_WORDS[state]}</span>
                  {state === "waiting" && attempts > 0 && nextAttemptAt && (
                    <span className="text-ink-3">
                      {" "}
                      until <RelativeTime at={nextAttemptAt} />
                    </span>
                  )}
                </Td>
                <Td className="min-w-56">{error ?? status ?? "–"}</Td>
                <Td numeric className="whitespace-nowrap">
                  {formatMilliseconds(durationMs)}
                </Td>
                <Td numeric>{attempts}</Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime at={createdAt} />
                </Td>
                <Td>
                  <span className="flex justify-end gap-2">
                    <Button
                      size="sm"
                      variant="plain"
                      aria-expanded={open === id}
                      onClick={() => setOpen(open === id ? null : id)}
                    >
                      {open === id ? "Hide" : "Show"}
                    </Button>
                    {state !== "waiting" && canSend && (
                      <Button
                        size="sm"
                        variant="plain"
                        disabled={again.isPending}
                        onClick={() => again.mutate({ deliveryId: id })}
                      >
                        Send again
                      </Button>
                    )}
                  </span>
                </Td>
              </tr>
              {open === id && (
                <tr>
                  <td colSpan={7} className="py-2">
                    <CodeBlock className="max-h-72">{`webhook-id: ${id}\n\n${payload}`}</CodeBlock>
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </Table>
  );
}
