"use client";
import type { Cost } from "#domain/models/leaderboard-view";
import { IconButton } from "../../../_ui/button.tsx";
import { saveFile } from "../../../_ui/chart/save-file.ts";
import { Menu } from "../../../_ui/menu.tsx";
import { saveText } from "../../../_ui/save-text.ts";
import { svgToPng } from "../../../_ui/svg-to-png.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { pointsCsv } from "../_view/points-csv.ts";
import type { BoardPoint } from "../_view/row.ts";
import { scatterSvg } from "../_view/scatter-svg.ts";

/** The scatter as a file: as a picture for paper, or its numbers. */
export function ScatterMenu({ rows, cost }: { rows: readonly BoardPoint[]; cost: Cost }) {
  const name = `accuracy against ${cost}`;
  const savePicture = async () => {
    try {
      const { svg, width, height } = scatterSvg(rows, cost);
      saveFile(await svgToPng(svg, width, height), `${name}.png`);
    } catch {
      showToast("The chart could not be turned into a picture.", { tone: "bad" });
    }
  };
  return (
    <Menu
      trigger={<IconButton icon="download" label="Download the scatter" />}
      entries={[
        { label: "Picture, PNG, 300 dpi", icon: "image", onSelect: savePicture },
        { label: "Drawing, SVG", icon: "image", onSelect: () => saveText(scatterSvg(rows, cost).svg, name, "svg") },
        { label: "Numbers, CSV", icon: "table", onSelect: () => saveText(pointsCsv(rows), name, "csv") },
        { label: "Numbers, JSON", icon: "file", onSelect: () => saveText(JSON.stringify(rows, null, 2), name, "json") },
      ]}
    />
  );
}
