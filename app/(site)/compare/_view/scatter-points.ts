/** Where the runs of a scatter stand, and where there is room for their names. */
import type { ParallelAxis } from "../../../_ui/chart/parallel-coordinates.tsx";
import { type ParallelLine, placeAxis } from "../../../_ui/chart/parallel-layout.ts";
import { pushApart } from "../../../_ui/chart/push-apart.ts";

export type ScatterRun = {
  id: string;
  label: string;
  slot: number;
  x: number | null;
  y: number | null;
  /** Half the width of an interval of `y`. */
  interval: number | null;
};

export type ScatterPoint = ScatterRun & {
  cx: number;
  cy: number;
  whisker: { top: number; bottom: number } | null;
  text: { x: number; y: number; anchor: "start" | "end" };
};

export type ScatterTick = { at: number; label: string };

export const SCATTER_MARGIN = { left: 52, right: 30, top: 14, bottom: 44 } as const;
const LABEL_GAP = 14;
/** px of a figure in the words of an axis, and between two words. */
const FIGURE = 6.5;
const WORD_GAP = 10;

/** px; the names of the runs stand right of their points, in the right third left of them. */
export function layOutScatter(
  runs: readonly ScatterRun[],
  axes: { x: ParallelAxis; y: ParallelAxis },
  width: number,
  height: number,
): { points: ScatterPoint[]; left: ScatterRun[]; xTicks: ScatterTick[]; yTicks: ScatterTick[] } {
  const { left, right, top, bottom } = SCATTER_MARGIN;
  const toX = (share: number) => left + share * (width - left - right);
  const toY = (share: number) => height - bottom - share * (height - top - bottom);
  const axisX = placeAxis(
    { ...axes.x, key: "value" },
    runs.map(({ id, x }) => line(id, x)),
  );
  const axisY = placeAxis(
    { ...axes.y, key: "value" },
    runs.flatMap(({ id, y, interval }) =>
      interval === null || y === null ? [line(id, y)] : [line(id, y - interval), line(id, y + interval)],
    ),
  );
  const placed = runs.flatMap((run) => {
    const shareX = axisX.toShare(run.x);
    const shareY = axisY.toShare(run.y);
    if (shareX === null || shareY === null) return [];
    const end = (sign: 1 | -1) => axisY.toShare((run.y ?? 0) + sign * (run.interval ?? 0)) ?? shareY;
    const whisker = run.interval === null ? null : { top: toY(end(1)), bottom: toY(end(-1)) };
    return [{ ...run, cx: toX(shareX), cy: toY(shareY), whisker, isRight: shareX > 2 / 3 }];
  });
  const texts = pushApart(
    placed.map(({ cy }) => cy + 4),
    LABEL_GAP,
    top + 4,
    height - bottom,
  );
  return {
    points: placed.map(({ isRight, ...point }, i) => ({
      ...point,
      text: {
        x: point.cx + (isRight ? -10 : 10),
        y: texts[i] ?? point.cy,
        anchor: isRight ? "end" : "start",
      },
    })),
    left: runs.filter(({ id }) => !placed.some((point) => point.id === id)),
    xTicks: withRoom(axisX.ticks.map(({ share, label }) => ({ at: toX(share), label }))),
    yTicks: axisY.ticks.map(({ share, label }) => ({ at: toY(share), label })),
  };
}

/** Every tick, every second or every third …, so that their words stand apart. */
function withRoom(ticks: readonly ScatterTick[]): ScatterTick[] {
  const [first, second] = ticks;
  if (!first || !second) return [...ticks];
  const widest = Math.max(...ticks.map(({ label }) => label.length)) * FIGURE + WORD_GAP;
  const every = Math.ceil(widest / Math.abs(second.at - first.at));
  return ticks.filter((_, index) => index % every === 0);
}

const line = (id: string, value: number | null): ParallelLine => ({ id, label: id, values: { value }, color: null });
