import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getViewer } from "../../../_session/viewer.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Link } from "../../../_ui/link.tsx";
import { FormPage } from "../_parts/form-page.tsx";
import { ProviderButtons } from "../_parts/provider-buttons.tsx";
import { returnPath, withReturn } from "../_parts/return-path.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const next = returnPath((await searchParams).next);
  if (await getViewer()) redirect(next);
  const { signupOpen, providers } = await api.settings.public();
  return (
    <FormPage
      title="Sign in"
      foot={
        <>
          <p>
            <Link className="text-link" href="/forgot-password">
              Forgotten your password?
            </Link>
          </p>
          {signupOpen && (
            <p>
              New here?{" "}
              <Link className="text-link" href={withReturn("/sign-up", next)}>
                Create an account
              </Link>
            </p>
          )}
        </>
      }
    >
      <Breadcrumbs items={[{ label: "Sign in" }]} />
      <div className="grid gap-4">
        <SignInForm next={next} />
        <ProviderButtons providers={providers} next={next} />
      </div>
    </FormPage>
  );
}
