"use client";
import type { BoardPoint } from "#domain/models/board-points";
import type { Cost } from "#domain/models/leaderboard-view";
import { DrawingMenu } from "../../../_ui/drawing-menu.tsx";
import { PAPER_WIDTH, paperDrawing } from "../../../_ui/paper-drawing.tsx";
import { COST_AXES } from "../_view/cost-axis.ts";
import { pointNumbers } from "../_view/point-numbers.ts";
import { ScatterPlot } from "./scatter-plot.tsx";

const SIZE = { width: PAPER_WIDTH, height: 360 } as const;

/** The scatter as a file: as a picture for paper, or its numbers. */
export const ScatterMenu = ({ rows, cost }: { rows: readonly BoardPoint[]; cost: Cost }) => (
  <DrawingMenu
    noun="the scatter"
    name={`accuracy against ${cost}`}
    draw={() =>
      paperDrawing({
        title: `Test accuracy, %, against ${COST_AXES[cost].label}`,
        note: "Green: the Pareto front. Whiskers are 95 % intervals.",
        charts: [{ chart: <ScatterPlot rows={rows} cost={cost} size={SIZE} /> }],
      })
    }
    numbers={() => pointNumbers(rows)}
  />
);
