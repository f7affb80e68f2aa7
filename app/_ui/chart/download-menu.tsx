"use client";
import { useState } from "react";
import { IconButton } from "../button.tsx";
import { Menu } from "../menu.tsx";
import { saveFile } from "../save-file.ts";
import { showToast } from "../toast.tsx";
import { chartCsv, chartJson } from "./chart-data.ts";
import { type ChartSpec, renderChart } from "./export-chart.ts";

type DownloadMenuProps = {
  /** Without extension. */
  fileName: string;
  spec: ChartSpec;
  /** A picture of another size that somebody asks for by its name. */
  wanted?: { file: string; draw: () => Promise<Blob> };
};

/** A chart as a file: as a picture for paper, or its numbers. */
export function DownloadMenu({ fileName, spec, wanted }: DownloadMenuProps) {
  const [busy, setBusy] = useState(false);
  const save = async (file: string, make: () => Blob | Promise<Blob>) => {
    setBusy(true);
    try {
      saveFile(await make(), file);
    } catch {
      showToast("The chart could not be turned into a file.", { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  const text = (content: string, type: string) => new Blob([content], { type: `${type};charset=utf-8` });
  return (
    <Menu
      trigger={<IconButton icon="download" label={`Download ${spec.title}`} loading={busy} />}
      entries={[
        ...(wanted
          ? [{ label: wanted.file, icon: "image" as const, onSelect: () => save(wanted.file, wanted.draw) }]
          : []),
        {
          label: "Picture, PNG, 300 dpi",
          icon: "image",
          onSelect: () => save(`${fileName}.png`, () => renderChart(spec, "png")),
        },
        {
          label: "Drawing, SVG",
          icon: "image",
          onSelect: () => save(`${fileName}.svg`, () => renderChart(spec, "svg")),
        },
        {
          label: "Numbers, CSV",
          icon: "table",
          onSelect: () => save(`${fileName}.csv`, () => text(chartCsv(spec.series, spec.settings.x), "text/csv")),
        },
        {
          label: "Numbers, JSON",
          icon: "file",
          onSelect: () => save(`${fileName}.json`, () => text(chartJson(spec), "application/json")),
        },
      ]}
    />
  );
}
