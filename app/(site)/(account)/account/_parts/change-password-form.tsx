"use client";
import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { authClient } from "../../../../_session/auth-client.ts";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { newPassword, PASSWORD_LIMIT } from "../../_parts/credentials.ts";
import { PasswordField } from "../../_parts/password-field.tsx";
import { useAuthForm } from "../../_parts/use-auth-form.ts";
import { SESSIONS_KEY } from "./sessions.tsx";

const schema = z.object({
  currentPassword: z.string().min(1, "Enter your present password."),
  password: newPassword,
});

export function ChangePasswordForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { register, reset, submit, problem, refusal, busy } = useAuthForm(schema, {
    currentPassword: "",
    password: "",
  });
  const changed = () => {
    reset();
    showToast("Your password is changed");
    void queries.invalidateQueries({ queryKey: SESSIONS_KEY });
    void queries.invalidateQueries(trpc.tokens.list.pathFilter());
  };
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-[800px] items-start gap-4 tablet:grid-cols-2"
      onSubmit={submit(
        ({ currentPassword, password }) =>
          authClient.changePassword({ currentPassword, newPassword: password, revokeOtherSessions: true }),
        changed,
      )}
    >
      <PasswordField
        label="Present password"
        error={problem("currentPassword")}
        autoComplete="current-password"
        {...register("currentPassword")}
      />
      <PasswordField
        label="New password"
        limit={PASSWORD_LIMIT}
        error={problem("password")}
        autoComplete="new-password"
        {...register("password")}
      />
      {refusal && (
        <Note tone="bad" role="alert" className="tablet:col-span-2">
          {refusal}
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-4 tablet:col-span-2">
        <Button type="submit" loading={busy}>
          Change the password
        </Button>
        <span className="caption">All other devices are signed out, and all API tokens are revoked.</span>
      </div>
    </form>
  );
}
