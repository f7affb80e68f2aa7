import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { findLab } from "#domain/labs/catalogue";
import { getShare } from "../../../_session/share.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { toQuery } from "../../_view/to-query.ts";
import { PreparedComparison } from "../../compare/_parts/prepared-comparison.tsx";
import { SharedReport } from "../../labs/_parts/shared-report.tsx";
import { loadModel } from "../../models/_parts/load-model.ts";
import { publishedIndex } from "../../models/_parts/published-index.ts";
import { ModelBody } from "../../models/[id]/_parts/model-body.tsx";
import { ModelHead } from "../../models/[id]/_parts/model-head.tsx";
import { TryModel } from "../../models/[id]/_parts/try-model.tsx";
import { loadRun } from "../../runs/_parts/load-run.ts";
import { PreparedRun } from "../../runs/[id]/_parts/prepared-run.tsx";

/** Nothing of what is shown is told to those who only have the page's head, such as previews of links. */
export const metadata: Metadata = { title: "Shared link", robots: { index: false, follow: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SharedPage({ params, searchParams }: Props) {
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
    case "comparison": {
      const query = toQuery(await searchParams);
      // As it looked when it was shared, until the reader looks at it otherwise.
      if (query.size === 0 && target.view) redirect(`/s/${(await params).token}?${target.view}`);
      return (
        <>
          <Breadcrumbs items={[{ label: "Shared comparison" }]} />
          <PreparedComparison ids={target.runIds} isShared />
        </>
      );
    }
    case "model": {
      const model = await loadModel(target.modelId);
      return (
        <>
          <Breadcrumbs items={[{ label: "Shared model" }, { label: model.name }]} />
          <ModelHead model={model} signedIn={false} tryHref="#try" />
          <TryModel id="try" model={model} indexSha256={await publishedIndex(model.spec.dataset)} />
          <ModelBody model={model} token={(await params).token} />
        </>
      );
    }
    case "report":
      return (
        <>
          <Breadcrumbs items={[{ label: `Shared report of ${findLab(target.lab)?.name ?? "a lab"}` }]} />
          <SharedReport labId={target.lab} />
        </>
      );
  }
}
