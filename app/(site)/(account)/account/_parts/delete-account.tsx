"use client";
import { useId, useState } from "react";
import { z } from "zod";
import { authClient } from "../../../../_session/auth-client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { PasswordField } from "../../_parts/password-field.tsx";
import { useAuthForm } from "../../_parts/use-auth-form.ts";

type DeleteAccountProps = { name: string; hasPassword: boolean /** "3 runs and 1 model" */; content: string };

export function DeleteAccount({ name, hasPassword, content }: DeleteAccountProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="grid gap-4">
      <p className="sub max-w-[66ch]">
        Deletes {content}, with their histories and files, your tokens and webhooks. Published models leave the
        leaderboard; a run in progress ends. Nothing can be brought back.
      </p>
      <Button variant="danger" icon="trash" className="w-fit" onClick={() => setOpen(true)}>
        Delete the account
      </Button>
      {open && <DeleteDialog name={name} hasPassword={hasPassword} content={content} onClose={() => setOpen(false)} />}
    </div>
  );
}

function DeleteDialog({ name, hasPassword, content, onClose }: DeleteAccountProps & { onClose: () => void }) {
  const formId = useId();
  const schema = z.object({
    name: z.string().refine((typed) => typed.trim() === name, `Type ${name} as it is written here.`),
    currentPassword: hasPassword ? z.string().min(1, "Enter your password.") : z.string(),
  });
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { name: "", currentPassword: "" });
  const gone = () => window.location.assign("/");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title="Delete the account?"
      description={`${content} will be gone for good.`}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Keep it
          </Button>
          <Button type="submit" form={formId} variant="danger" loading={busy}>
            Delete for good
          </Button>
        </>
      }
    >
      <form
        method="post"
        id={formId}
        noValidate
        className="grid gap-4"
        onSubmit={submit(
          ({ currentPassword }) => authClient.deleteUser(hasPassword ? { password: currentPassword } : {}),
          gone,
        )}
      >
        <Field label={`Type ${name} to confirm`} error={problem("name")}>
          <Input {...register("name")} autoComplete="off" spellCheck={false} />
        </Field>
        {hasPassword && (
          <PasswordField
            label="Your password"
            error={problem("currentPassword")}
            autoComplete="current-password"
            {...register("currentPassword")}
          />
        )}
        {refusal && (
          <Note tone="bad" role="alert">
            {refusal}
          </Note>
        )}
      </form>
    </Dialog>
  );
}
