import type { Metadata } from "next";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Note } from "../../../_ui/note.tsx";
import { FormPage } from "../_parts/form-page.tsx";
import { ForgotPasswordForm } from "./forgot-password-form.tsx";

export const metadata: Metadata = { title: "Forgotten password" };

export default async function ForgotPasswordPage() {
  const { passwordResetByMail } = await api.settings.public();
  return (
    <FormPage
      title="Forgotten password"
      lead={passwordResetByMail ? "You get a link by mail with which you choose a new password." : undefined}
      foot={
        <p>
          Remembered it?{" "}
          <Link className="text-link" href="/sign-in">
            Sign in
          </Link>
        </p>
      }
    >
      <Breadcrumbs items={[{ label: "Forgotten password" }]} />
      {passwordResetByMail ? (
        <ForgotPasswordForm />
      ) : (
        <Note icon="key">
          <b>This server sends no mail.</b> Ask whoever runs it for a reset link: on the machine,{" "}
          <code className="code">npm run user -- reset you@example.org</code> prints one that works once.
        </Note>
      )}
    </FormPage>
  );
}
