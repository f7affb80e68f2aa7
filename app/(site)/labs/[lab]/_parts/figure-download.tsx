"use client";
import { useState } from "react";
import type { LabFigure } from "#domain/labs/lab";
import { Button } from "../../../../_ui/button.tsx";
import type { ChartSeries } from "../../../../_ui/chart/series.ts";
import { saveFile } from "../../../../_ui/save-file.ts";
import { showToast } from "../../../../_ui/toast.tsx";

/** Saves one figure as it stands in the report: 16 by 7 inches, 300 dpi. */
export function FigureDownload({ figure, series }: { figure: LabFigure; series: readonly ChartSeries[] }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { drawFigure, NOTEBOOK_SIZE } = await import("../../_report/report-figures.ts");
      saveFile(await drawFigure(figure, series, NOTEBOOK_SIZE), figure.file);
    } catch {
      showToast("The figure could not be drawn. Try again.", { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" variant="plain" icon="download" loading={busy} onClick={save}>
      {figure.file}
    </Button>
  );
}
