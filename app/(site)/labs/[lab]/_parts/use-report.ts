import { useEffect, useRef, useState } from "react";
import type { Lab } from "#domain/labs/lab";
import type { Report } from "#domain/labs/report";
import { useTRPCClient } from "../../../../_trpc/client.ts";
import { saveFile } from "../../../../_ui/save-file.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import type { ReportForm, ReportProgress } from "../../_report/make-report.ts";
import type { DatasetDetail, LabWork } from "../../_view/lab-types.ts";

type UseReport = {
  lab: Lab;
  work: LabWork;
  dataset: DatasetDetail | null;
  /** The report as it would be now. */
  report: () => Report;
  onMade: () => void;
};

/** Makes the report in one form at a time and hands it to the browser's downloads. */
export function useReport({ lab, work, dataset, report, onMade }: UseReport) {
  const client = useTRPCClient();
  const [form, setForm] = useState<ReportForm | null>(null);
  const [progress, setProgress] = useState<ReportProgress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const making = useRef<AbortController | null>(null);
  useEffect(() => () => making.current?.abort(), []);

  const findModels = () =>
    Promise.all(
      Object.entries(work.runs).flatMap(([network, { run }]) =>
        run.modelId === null
          ? []
          : client.models.byId.query({ id: run.modelId }).then(({ manifestSha256 }) => ({ network, manifestSha256 })),
      ),
    );

  const start = async (wanted: ReportForm) => {
    const controller = new AbortController();
    making.current = controller;
    setForm(wanted);
    setFailure(null);
    setProgress({ share: 0, words: "Beginning" });
    try {
      const { makeReport } = await import("../../_report/make-report.ts");
      const sources = { report: report(), indexSha256: dataset?.indexSha256 ?? null, findModels };
      const file = await makeReport(sources, wanted, { signal: controller.signal, onProgress: setProgress });
      controller.signal.throwIfAborted();
      saveFile(file, `${lab.reportFile}.${wanted}`);
      showToast("The report is in your downloads");
      onMade();
    } catch (error) {
      if (!controller.signal.aborted) {
        setFailure(error instanceof Error ? error.message : "Something went wrong in this browser. Try again.");
      }
    } finally {
      setForm(null);
      setProgress(null);
    }
  };

  return { start, cancel: () => making.current?.abort(), form, busy: form !== null, progress, failure };
}
