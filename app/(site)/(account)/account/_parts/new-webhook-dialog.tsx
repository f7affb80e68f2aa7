"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { WEBHOOK_LIMITS } from "#domain/limits";
import type { WebhookEvent } from "#domain/webhooks/events";
import { webhookEvents, webhookUrl } from "#domain/webhooks/webhook-fields";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { refusalText } from "../../../runs/_view/refusal-text.ts";
import { CheckList } from "./check-list.tsx";
import { EVENT_OPTIONS } from "./event-options.ts";
import { SecretDialog } from "./secret-dialog.tsx";

/** Makes a webhook, and shows the secret by which its receiver knows who writes. */
export function NewWebhookDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<WebhookEvent[]>(["run.succeeded", "run.failed"]);
  const create = useMutation(
    trpc.webhooks.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.webhooks.list.pathFilter()),
    }),
  );
  const [tried, setTried] = useState(false);
  // Whether it may lead there is for the server to say.
  const written = webhookUrl("any").safeParse(url);
  const eventsProblem = webhookEvents.safeParse(events).error?.issues[0]?.message;
  const isAboutUrl = create.error?.data?.field === "url";
  const refusedUrl = isAboutUrl && create.error ? refusalText(create.error) : undefined;
  const urlProblem = tried && !written.success ? written.error.issues[0]?.message : refusedUrl;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (written.success && !eventsProblem) create.mutate({ url: written.data, events });
  };

  if (create.data) {
    return (
      <SecretDialog
        title="Your new webhook"
        description="Each message is signed with this secret, in the way of Standard Webhooks. Give it to the receiver, which checks the signature with any of the libraries for it."
        label="Secret"
        secret={create.data.secret}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !create.isPending && onClose()}
      title="Add a webhook"
      description="When one of these things happens, a message in JSON is sent there, and again for a day until it is accepted."
      footer={
        <>
          <Button onClick={onClose} disabled={create.isPending}>
            Leave it
          </Button>
          <Button type="submit" form={formId} variant="go" loading={create.isPending}>
            Add the webhook
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="grid gap-4" onSubmit={submit}>
        <Field
          label="Address"
          limit={`at most ${WEBHOOK_LIMITS.url} characters`}
          hint="It must be reached from the internet, by HTTPS."
          error={urlProblem}
        >
          <Input
            autoFocus
            type="url"
            inputMode="url"
            placeholder="https://"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <CheckList
          legend="Tell it when"
          options={EVENT_OPTIONS}
          chosen={events}
          onChange={setEvents}
          error={eventsProblem}
        />
        {create.isError && !isAboutUrl && (
          <Note tone="bad" role="alert">
            {refusalText(create.error)}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
