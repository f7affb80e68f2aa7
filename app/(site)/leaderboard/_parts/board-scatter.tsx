"use client";
import { useState } from "react";
import type { BoardPoint } from "#domain/models/board-points";
import { COSTS } from "#domain/models/leaderboard-view";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Link } from "../../../_ui/link.tsx";
import { formatInterval, formatPercent } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import { Segmented } from "../../../_ui/segmented.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import type { BoardView } from "../_view/board-view.ts";
import { COST_AXES } from "../_view/cost-axis.ts";
import { ScatterMenu } from "./scatter-menu.tsx";
import { ScatterPlot } from "./scatter-plot.tsx";
import { useBoardPoints } from "./use-board-points.ts";
import type { SetBoardView } from "./use-board-view.ts";

/** Two drawings instead of one that is scaled, so that its words are readable on a phone. */
const WIDE = { width: 880, height: 340 } as const;
const NARROW = { width: 358, height: 300 } as const;
/** Fewer points tell nothing that the table does not. */
const FEWEST = 2;
const FRONT_SHOWN = 6;

type BoardScatterProps = { view: BoardView; onChange: SetBoardView };

/** Test accuracy against a cost, with those models beside it that no other beats in both. */
export function BoardScatter({ view, onChange }: BoardScatterProps) {
  const [over, setOver] = useState<BoardPoint | null>(null);
  const points = useBoardPoints(view);
  // What is shown while the next points are on their way is of the axis before.
  const [drawn, setDrawn] = useState(view.cost);
  if (!points.isPlaceholderData && drawn !== view.cost) setDrawn(view.cost);
  const axis = COST_AXES[drawn];
  const rows = points.data ?? [];
  const front = rows.filter(({ onFront }) => onFront);
  if (points.data && rows.length < FEWEST) return null;
  return (
    <div className="columns-side">
      <Plate
        title="Test accuracy"
        unit="%"
        className="mt-5!"
        caption={
          <span className="flex flex-wrap items-center gap-x-2.5">
            against
            <Segmented
              label="Horizontal axis"
              options={COSTS.map((cost) => ({ value: cost, label: COST_AXES[cost].label }))}
              value={view.cost}
              onChange={(cost) => onChange({ cost }, "replace")}
            />
          </span>
        }
        tools={points.data && <ScatterMenu rows={rows} cost={drawn} />}
      >
        {points.isError ? (
          <ErrorState title="The models did not arrive." onRetry={() => points.refetch()} retrying={points.isFetching}>
            {points.error.message}
          </ErrorState>
        ) : points.isPending ? (
          <Skeleton className="h-[300px] w-full" />
        ) : (
          <>
            <div className="max-tablet:hidden">
              <ScatterPlot rows={rows} cost={drawn} size={WIDE} onOver={setOver} />
            </div>
            <div className="tablet:hidden">
              <ScatterPlot rows={rows} cost={drawn} size={NARROW} onOver={setOver} />
            </div>
            <p className="chart-read-out" aria-hidden="true">
              {over ? (
                <>
                  <b>{over.name}</b>
                  <span>
                    {formatPercent(over.testAccuracy, 2, "")} {formatInterval(over.interval)}&nbsp;%
                  </span>
                  <span>{axis.write(over[drawn])}</span>
                  <span>{over.author}</span>
                </>
              ) : (
                <span>Green: the Pareto front. Whiskers are 95&nbsp;% intervals.</span>
              )}
            </p>
          </>
        )}
      </Plate>
      <Plate title="Pareto front" className="mt-5!">
        <p className="sub mb-2.5">No model is both {axis.less} and more accurate than these.</p>
        <ol>
          {front.slice(0, FRONT_SHOWN).map((row) => (
            <li key={row.modelId} className="grid grid-cols-[64px_1fr] items-baseline border-b border-line py-2">
              <b className="text-lg text-accent-text">{formatPercent(row.testAccuracy, 2, "")}</b>
              <span className="min-w-0">
                <Link className="block truncate text-sm font-medium hover:underline" href={`/models/${row.modelId}`}>
                  {row.name}
                </Link>
                <span className="caption block">{axis.write(row[drawn])}</span>
              </span>
            </li>
          ))}
        </ol>
        {front.length > FRONT_SHOWN && (
          <p className="caption mt-2">and {front.length - FRONT_SHOWN} more, marked in the ranking</p>
        )}
      </Plate>
    </div>
  );
}
