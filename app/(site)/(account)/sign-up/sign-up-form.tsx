"use client";
import { z } from "zod";
import { displayName } from "#domain/account/display-name";
import { authClient } from "../../../_session/auth-client.ts";
import { Button } from "../../../_ui/button.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Input } from "../../../_ui/input.tsx";
import { Note } from "../../../_ui/note.tsx";
import { DISPLAY_NAME_LIMIT, email, newPassword, PASSWORD_LIMIT } from "../_parts/credentials.ts";
import { PasswordField } from "../_parts/password-field.tsx";
import { useAuthForm } from "../_parts/use-auth-form.ts";

const schema = z.object({ name: displayName, email, password: newPassword });

export function SignUpForm({ next }: { next: string }) {
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { name: "", email: "", password: "" });
  const enter = () => window.location.assign(next);
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={submit((values) => authClient.signUp.email(values), enter)}
    >
      <Field
        label="Display name"
        limit={DISPLAY_NAME_LIMIT}
        hint="Shown beside your models in place of your address."
        error={problem("name")}
      >
        <Input {...register("name")} autoComplete="nickname" spellCheck={false} />
      </Field>
      <Field label="E-mail" hint="Only to sign in; nobody else sees it." error={problem("email")}>
        <Input {...register("email")} type="email" inputMode="email" autoComplete="username" />
      </Field>
      <PasswordField
        label="Password"
        limit={PASSWORD_LIMIT}
        hint="A few words in a row are easy to keep and hard to guess."
        error={problem("password")}
        autoComplete="new-password"
        {...register("password")}
      />
      {refusal && (
        <Note tone="bad" role="alert">
          {refusal}
        </Note>
      )}
      <Button type="submit" variant="go" loading={busy}>
        Create account
      </Button>
    </form>
  );
}
