"use client";
import type { Cost } from "#domain/models/leaderboard-view";
import { DrawingMenu } from "../../../_ui/drawing-menu.tsx";
import { pointsCsv } from "../_view/points-csv.ts";
import type { BoardPoint } from "../_view/row.ts";
import { scatterSvg } from "../_view/scatter-svg.ts";

/** The scatter as a file: as a picture for paper, or its numbers. */
export const ScatterMenu = ({ rows, cost }: { rows: readonly BoardPoint[]; cost: Cost }) => (
  <DrawingMenu
    label="Download the scatter"
    name={`accuracy against ${cost}`}
    noun="chart"
    draw={() => scatterSvg(rows, cost)}
    csv={() => pointsCsv(rows)}
    json={() => JSON.stringify(rows, null, 2)}
  />
);
