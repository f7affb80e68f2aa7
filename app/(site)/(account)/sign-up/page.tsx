import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getViewer } from "../../../_session/viewer.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Note } from "../../../_ui/note.tsx";
import { FormPage } from "../_parts/form-page.tsx";
import { ProviderButtons } from "../_parts/provider-buttons.tsx";
import { returnPath, withReturn } from "../_parts/return-path.ts";
import { SignUpForm } from "./sign-up-form.tsx";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignUpPage({ searchParams }: Props) {
  const next = returnPath((await searchParams).next);
  if (await getViewer()) redirect(next);
  const { signupOpen, providers, firstAccount } = await api.settings.public();
  return (
    <FormPage
      title={signupOpen ? "Create an account" : "Sign-up is closed"}
      lead={
        signupOpen
          ? "With an account you train networks of your own. To look around and classify pictures you need none."
          : "This Cultivar takes no new accounts. Its administrator can open sign-up. The leaderboard and the models on it are open to everybody."
      }
      foot={
        <p>
          Have an account?{" "}
          <Link className="text-link" href={withReturn("/sign-in", next)}>
            Sign in
          </Link>
        </p>
      }
    >
      <Breadcrumbs items={[{ label: "Create an account" }]} />
      {signupOpen && (
        <div className="grid gap-4">
          {firstAccount && (
            <Note icon="key">
              <b>The first account is the administrator’s.</b> Nobody has signed up yet, so this one will be.
            </Note>
          )}
          <SignUpForm next={next} />
          <ProviderButtons providers={providers} next={next} />
        </div>
      )}
    </FormPage>
  );
}
