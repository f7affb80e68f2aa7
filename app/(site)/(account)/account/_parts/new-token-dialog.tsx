"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { API_LIMITS } from "#domain/limits";
import { newToken } from "#domain/tokens/new-token";
import { API_SCOPES, type ApiScope, SCOPE_WORDS } from "#domain/tokens/scopes";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { refusalText } from "../../../runs/_view/refusal-text.ts";
import { CheckList } from "./check-list.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

/** Days after which a token may expire. */
const EXPIRIES = [7, 30, 90, API_LIMITS.tokenDays.max] as const;

const SCOPES = API_SCOPES.map((scope) => ({
  value: scope,
  label: (
    <span>
      <b className="font-medium">{SCOPE_WORDS[scope].title}</b>
      <span className="block text-ink-3">{SCOPE_WORDS[scope].may}</span>
    </span>
  ),
}));

/** Makes a token, then shows it. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ApiScope[]>(["read"]);
  const [days, setDays] = useState<number>(30);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.tokens.list.pathFilter()),
    }),
  );
  const parsed = newToken.safeParse({ name, scopes, days });
  const problemOf = (field: string) =>
    tried ? parsed.error?.issues.find(({ path }) => path[0] === field)?.message : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (parsed.success) create.mutate(parsed.data);
  };

  if (create.data) {
    return (
      <SecretDialog
        title="Your new token"
        description="Whoever has it can do what it may. Keep it like a password."
        label="Token"
        secret={create.data.token}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !create.isPending && onClose()}
      title="Make a token"
      description="With it a program acts in your name, within what you choose here. No token can change your account or make tokens."
      footer={
        <>
          <Button onClick={onClose} disabled={create.isPending}>
            Leave it
          </Button>
          <Button type="submit" form={formId} variant="go" loading={create.isPending}>
            Make the token
          </Button>
        </>
      }
    >
      <form id={formId} noValidate className="grid gap-4" onSubmit={submit}>
        <Field
          label="Name"
          limit={`at most ${API_LIMITS.tokenName.max} characters`}
          hint="Where it is used, such as CI of the course."
          error={problemOf("name")}
        >
          <Input autoFocus value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" />
        </Field>
        <CheckList
          legend="A program with it may"
          options={SCOPES}
          chosen={scopes}
          onChange={setScopes}
          error={problemOf("scopes")}
        />
        <Field label="Expires">
          <Select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {EXPIRIES.map((count) => (
              <option key={count} value={count}>
                in {count} days
              </option>
            ))}
          </Select>
        </Field>
        {create.isError && (
          <Note tone="bad" role="alert">
            {refusalText(create.error)}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
