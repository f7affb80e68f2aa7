import type { Metadata } from "next";
import { ButtonLink } from "../../../_ui/button.tsx";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Note } from "../../../_ui/note.tsx";
import { FormPage } from "../_parts/form-page.tsx";
import { ResetPasswordForm } from "./reset-password-form.tsx";

// The address holds the token; it must not travel on to other pages in a Referer header.
export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ResetPasswordPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  const usable = typeof token === "string" && token.length > 0 && !error;
  return (
    <FormPage title="New password">
      <Breadcrumbs items={[{ label: "New password" }]} />
      {usable ? (
        <ResetPasswordForm token={token} />
      ) : (
        <div className="grid gap-4">
          <Note tone="bad">
            <b>This link does not work.</b> It has been used, is too old, or was cut off on its way.
          </Note>
          <ButtonLink href="/forgot-password">Get a new link</ButtonLink>
        </div>
      )}
    </FormPage>
  );
}
