import type { Metadata } from "next";
import { ButtonLink } from "../_ui/button.tsx";
import { Breadcrumbs } from "../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../_ui/page-head.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Not found" }]} />
      <PageHead title="There is nothing here" />
      <p className="max-w-[58ch] text-ink-2 text-pretty">
        The address may be mistyped, the thing may have been deleted, or it belongs to somebody and is private. If it is
        yours, sign in first.
      </p>
      <div className="actions mt-6">
        <ButtonLink href="/" variant="go">
          Go home
        </ButtonLink>
        <ButtonLink href="/leaderboard">Leaderboard</ButtonLink>
      </div>
    </>
  );
}
