import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findLab } from "#domain/labs/catalogue";
import { getShare } from "../../../_session/share.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { SharedReport } from "../../labs/_parts/shared-report.tsx";
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
      notFound();
    case "report":
      return (
        <>
          <Breadcrumbs items={[{ label: "Shared report" }, { label: findLab(target.lab)?.title ?? "" }]} />
          <SharedReport labId={target.lab} />
        </>
      );
  }
}
