"use client";
import { z } from "zod";
import { authClient } from "../../../_session/auth-client.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";
import { Note } from "../../../_ui/note.tsx";
import { email, password } from "../_parts/credentials.ts";
import { PasswordField } from "../_parts/password-field.tsx";
import { useAuthForm } from "../_parts/use-auth-form.ts";

const schema = z.object({ email, password });

export function SignInForm({ next }: { next: string }) {
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { email: "", password: "" });
  // A whole new page, not a soft navigation: nothing that was fetched for a visitor may be shown to the person.
  const enter = () => window.location.assign(next);
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={submit((values) => authClient.signIn.email(values), enter)}
    >
      <Field label="E-mail" error={problem("email")}>
        <Input {...register("email")} type="email" inputMode="email" autoComplete="username" />
      </Field>
      <PasswordField
        label="Password"
        error={problem("password")}
        autoComplete="current-password"
        {...register("password")}
      />
      {refusal && (
        <Note tone="bad" role="alert">
          {refusal}
        </Note>
      )}
      <Button type="submit" variant="go" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}
