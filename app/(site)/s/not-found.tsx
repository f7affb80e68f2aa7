import type { Metadata } from "next";
import { ButtonLink } from "../../_ui/button.tsx";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../_ui/page-head.tsx";

export const metadata: Metadata = { title: "Link no longer valid" };

/** Above the layout of a link, which says itself when there is none. */
export default function LinkNotFound() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Shared link" }]} />
      <PageHead title="This link is no longer valid" />
      <p className="max-w-[58ch] text-ink-2 text-pretty">
        Whoever made it has revoked it, or what it showed was deleted or made private. If you expected something here,
        check that the address was copied whole, and ask them for a new link.
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
