"use client";
import { useState } from "react";
import { z } from "zod";
import { authClient } from "../../../_session/auth-client.ts";
import { Button, ButtonLink } from "../../../_ui/button.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Note } from "../../../_ui/note.tsx";
import { newPassword, PASSWORD_LIMIT } from "../_parts/credentials.ts";
import { PasswordField } from "../_parts/password-field.tsx";
import { useAuthForm } from "../_parts/use-auth-form.ts";

const schema = z.object({ password: newPassword });

export function ResetPasswordForm({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { password: "" });
  if (done) {
    return (
      <div className="grid gap-4">
        <Note icon="check" role="status">
          <b>The new password is in force.</b> All devices that were signed in have been signed out.
        </Note>
        <ButtonLink variant="go" href="/sign-in">
          Sign in
        </ButtonLink>
      </div>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="grid gap-4"
      onSubmit={submit(
        ({ password }) => authClient.resetPassword({ newPassword: password, token }),
        () => setDone(true),
      )}
    >
      <PasswordField
        label="New password"
        limit={PASSWORD_LIMIT}
        error={problem("password")}
        autoComplete="new-password"
        {...register("password")}
      />
      {refusal && (
        <Note tone="bad" role="alert">
          {refusal}{" "}
          <Link className="text-link" href="/forgot-password">
            Get a new link
          </Link>
        </Note>
      )}
      <Button type="submit" variant="go" loading={busy}>
        Set the password
      </Button>
    </form>
  );
}
