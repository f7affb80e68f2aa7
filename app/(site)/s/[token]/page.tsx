import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShare } from "../../../_session/share.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { loadRun } from "../../runs/_parts/load-run.ts";
import { PreparedRun } from "../../runs/[id]/_parts/prepared-run.tsx";

/** Nothing of what is shown is told to those who only have the page's head, such as previews of links. */
export const metadata: Metadata = { title: "Shared link", robots: { index: false, follow: false } };

export default async function SharedPage() {
  const share = await getShare();
  if (!share) notFound();
  const { target } = share;
  switch (target.kind) {
    case "run": {
      const run = await loadRun(target.runId);
      return (
        <>
          <Breadcrumbs items={[{ label: "Shared run" }, { label: run.name }]} />
          <PreparedRun run={run} />
        </>
      );
    }
    case "comparison":
    case "report":
      notFound();
  }
}
