"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { findLab } from "#domain/labs/catalogue";
import type { Report } from "#domain/labs/report";
import { useTRPC } from "../../../_trpc/client.ts";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { useBackbones } from "../../_parts/use-backbones.ts";
import { REPORT_CSS } from "../_report/report-css.ts";
import { labFigures } from "../_view/lab-figures.ts";
import { labReport } from "../_view/lab-report.ts";

/** The report of a lab behind a link: the same document that its author can download, drawn in the reader's browser. */
export function SharedReport({ labId }: { labId: string }) {
  const trpc = useTRPC();
  const lab = findLab(labId);
  const work = useQuery(trpc.labs.work.queryOptions({ lab: labId }));
  const dataset = useQuery(trpc.datasets.byId.queryOptions({ id: lab?.dataset ?? "" }, { enabled: lab !== undefined }));
  const { trainable } = useBackbones();
  const failed = [work, dataset].find(({ isError }) => isError);
  if (failed) {
    return (
      <ErrorState
        title="The report could not be loaded."
        onRetry={() => failed.refetch()}
        retrying={failed.isFetching}
      />
    );
  }
  if (!lab || !work.data || !dataset.data) return <Skeleton className="h-[70vh]" />;
  const report = labReport(
    lab,
    labFigures(lab, work.data, trainable),
    work.data,
    dataset.data,
    new Date(work.dataUpdatedAt),
  );
  return <ReportDocument report={report} indexSha256={dataset.data.indexSha256} />;
}

/**
 * In a tree of its own, so that its style is that of the file, whatever the page around it looks like. It is drawn anew when
 * its content changes: that its data were asked for once more, as at each return to the tab, changes nothing but `madeAt`.
 */
function ReportDocument({ report, indexSha256 }: { report: Report; indexSha256: string | null }) {
  const host = useRef<HTMLDivElement>(null);
  const content = JSON.stringify({ ...report, madeAt: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` tells when, the report itself what
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const controller = new AbortController();
    // The text stands by then; what is left to fail, or to be given up, is its pictures.
    draw(root, report, indexSha256, controller.signal).catch(() => undefined);
    return () => controller.abort();
  }, [content, indexSha256]);
  return <div ref={host} className="lab-document" />;
}

/** The text at once, the pictures as soon as they are drawn. */
async function draw(root: ShadowRoot, report: Report, indexSha256: string | null, signal: AbortSignal): Promise<void> {
  const { reportBody } = await import("../_report/report-html.ts");
  const show = (images: Parameters<typeof reportBody>[1]) => {
    if (!signal.aborted) root.innerHTML = `<style>${REPORT_CSS}</style>${reportBody(report, images).text}`;
  };
  show({ figures: {}, samples: null });
  const [{ imagesOf }, { drawFigures, PAGE_SIZE }, { drawSamples }] = await Promise.all([
    import("../_report/make-report.ts"),
    import("../_report/report-figures.ts"),
    import("../_report/sample-picture.ts"),
  ]);
  const [figures, samples] = await Promise.all([
    drawFigures(report, PAGE_SIZE, signal),
    drawSamples(indexSha256, report.classes.length, signal).catch(() => null),
  ]);
  show(imagesOf(figures, samples));
}
