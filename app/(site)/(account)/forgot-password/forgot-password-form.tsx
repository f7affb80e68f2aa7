"use client";
import { useState } from "react";
import { z } from "zod";
import { RESET_LINK_MINUTES } from "#domain/account/reset-link";
import { authClient } from "../../../_session/auth-client.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";
import { Note } from "../../../_ui/note.tsx";
import { email } from "../_parts/credentials.ts";
import { useAuthForm } from "../_parts/use-auth-form.ts";

const schema = z.object({ email });

export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { email: "" });
  if (sentTo) {
    // Whether the address has an account is not said: that would tell strangers who has one.
    return (
      <Note icon="check" role="status">
        <b>If {sentTo} has an account, a link is on its way.</b> It works once, for {RESET_LINK_MINUTES} minutes. Look
        among the unwanted mail if it does not arrive.
      </Note>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={submit(
        (values) => authClient.requestPasswordReset({ ...values, redirectTo: "/reset-password" }),
        (values) => setSentTo(values.email),
      )}
    >
      <Field label="E-mail" error={problem("email")}>
        <Input {...register("email")} type="email" inputMode="email" autoComplete="username" />
      </Field>
      {refusal && (
        <Note tone="bad" role="alert">
          {refusal}
        </Note>
      )}
      <Button type="submit" variant="go" loading={busy}>
        Send me a link
      </Button>
    </form>
  );
}
