/** Where things stand in a chart, in px: plain arithmetic, so that the canvas and what lies over it agree. */
import { axisTicks, epochTicks, logTicks } from "./axis-ticks.ts";
import { clipBounds } from "./clip-bounds.ts";
import { type DrawnLine, isDrawable } from "./drawn-line.ts";
import { pushApart } from "./push-apart.ts";
import type { ChartSettings, XRange } from "./series.ts";
import { type Tick, X_AXIS_NAMES, xTicks } from "./x-axis.ts";

/** A label behind the end of a line, and how far it is pushed down (px). */
export type LineEnd = { line: DrawnLine; x: number; y: number; text: string; labelShift: number };

export type ChartLayout = {
  width: number;
  height: number;
  grid: { left: number; right: number; top: number; bottom: number };
  x: XRange & { name: string; ticks: Tick[] };
  /** `low` and `high` as they are drawn: the logarithms on a logarithmic axis. */
  y: { low: number; high: number; ticks: Tick[] };
  /** Last x that has a value. */
  reached: number;
  ends: LineEnd[];
  /** A value as it is drawn. */
  scale: (value: number) => number;
  toX: (x: number) => number;
  /** Of a value, not of its logarithm. */
  toY: (value: number) => number;
  fromX: (px: number) => number;
};

export type LayoutInput = {
  lines: readonly DrawnLine[];
  settings: ChartSettings;
  zoom: XRange | null;
  /** x to which the axis reaches at least. */
  planned: number | undefined;
  width: number;
  height: number;
  format: (value: number) => string;
  /** px above and below the plot. */
  top?: number;
  bottom?: number;
};

const LABEL_GAP = 15;
/** px that a letter of a label takes, on the average. */
const LETTER = 6.2;
const MARGIN = 26;

export function layOutChart({
  lines,
  settings,
  zoom,
  planned,
  width,
  height,
  format,
  top = MARGIN,
  bottom = MARGIN,
}: LayoutInput): ChartLayout {
  const log = settings.y === "log";
  const scale = log ? (value: number) => Math.log10(value) : (value: number) => value;
  const xs = lines.flatMap(({ series: { points } }) => [points[0]?.x, points.at(-1)?.x]).filter((x) => x !== undefined);
  const reached = xs.length > 0 ? Math.max(...xs) : 0;
  const range = zoom ?? wholeRange(settings.x, xs, reached, planned);
  const y = valueAxis(lines, settings, range, height);

  const left = Math.max(40, Math.max(0, ...y.ticks.map(({ label }) => label.length)) * LETTER + 14);
  const texts = lines.map((line) => (line.last ? endText(line, lines, format, width) : ""));
  // The last tick may stand at the very end, with half of its label beyond.
  const tickRoom = ((xTicks(settings.x, range.from, range.to, width).at(-1)?.label.length ?? 0) * LETTER) / 2 + 2;
  const right = Math.max(tickRoom, rightMargin(lines, texts, range, width - left));
  const grid = { left, right, top, bottom };
  const innerWidth = Math.max(width - left - right, 1);
  const innerHeight = Math.max(height - top - bottom, 1);
  const span = range.to - range.from || 1;
  const toX = (x: number) => left + ((x - range.from) / span) * innerWidth;
  const toY = (value: number) => top + (1 - (scale(value) - y.low) / (y.high - y.low)) * innerHeight;
  const fromX = (px: number) =>
    Math.min(Math.max(range.from + ((px - left) / innerWidth) * span, range.from), range.to);

  // Only whole lines are labelled: one that goes on beyond the zoom does not end here.
  const labelled = lines.flatMap((line, index) => {
    const { last } = line;
    const text = texts[index];
    if (!last || !text || last.x > range.to || last.x < range.from) return [];
    const stands = Math.min(Math.max(toY(last.y), top), height - bottom);
    return [{ line, ...last, text, stands }];
  });
  const shown = labelled.slice(0, Math.max(1, Math.floor(innerHeight / LABEL_GAP)));
  const ends = separate(shown, toX, top, height - bottom - 8);
  const ticks =
    settings.x === "epoch" && !zoom
      ? epochTicks(range.from, range.to, innerWidth).map((at) => ({ at, label: String(at) }))
      : xTicks(settings.x, range.from, range.to, innerWidth);
  const { name } = X_AXIS_NAMES[settings.x];
  return { width, height, grid, x: { ...range, name, ticks }, y, reached, ends, scale, toX, toY, fromX };
}

/** Epochs from 1, or from 0 where a line begins before the first has ended; times and steps from 0; clock times as they are. */
function wholeRange(
  axis: ChartSettings["x"],
  xs: readonly number[],
  reached: number,
  planned: number | undefined,
): XRange {
  const to = Math.max(planned ?? 0, axis === "epoch" ? Math.ceil(reached - 1e-9) : reached);
  switch (axis) {
    case "epoch":
      return { from: to <= 1 || xs.some((x) => x < 1) ? 0 : 1, to: Math.max(to, 1) };
    case "wall": {
      const from = xs.length > 0 ? Math.min(...xs) : to;
      return { from, to: Math.max(to, from + 1000) };
    }
    default:
      return { from: Math.min(0, ...xs), to: Math.max(to, 1) };
  }
}

function valueAxis(lines: readonly DrawnLine[], settings: ChartSettings, range: XRange, height: number) {
  const log = settings.y === "log";
  const most = height < 260 ? 5 : 7;
  let { low, high } = extent(lines, settings.clipOutliers, range, log);
  if (low > high) [low, high] = log ? [0.1, 1] : [0, 1];
  if (log) {
    const axis = logTicks(low, high, most);
    const ticks = axis.ticks.map((at) => ({ at: Math.log10(at), label: plain(at) }));
    return { low: Math.log10(axis.low), high: Math.log10(axis.high), ticks };
  }
  const axis = axisTicks(low, high, most);
  const count = Math.round((axis.high - axis.low) / axis.step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const at = axis.low + index * axis.step;
    return {
      at,
      label: at === 0 ? "0" : axis.digits > 4 || Math.abs(axis.high) >= 1e7 ? plain(at) : withCommas(at, axis.digits),
    };
  });
  return { low: axis.low, high: axis.high, ticks };
}

const withCommas = (value: number, digits: number) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** As short as it can be said: "0.002", "1e-5", "20". */
function plain(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(6)));
  return Number(value.toPrecision(3)).toExponential();
}

/** Least and greatest of what is to be seen; without clipping, the extremes of each bucket are. */
function extent(lines: readonly DrawnLine[], clip: boolean, { from, to }: XRange, log: boolean) {
  const seen: number[] = [];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const see = (value: number) => {
    if (!isDrawable(value, log)) return;
    if (clip) seen.push(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { points, values } of lines) {
    for (const [index, { x, y, min, max }] of points.entries()) {
      if (x < from || x > to) continue;
      see(values[index] ?? y);
      see(min ?? y);
      see(max ?? y);
    }
  }
  return clip && seen.length > 0 ? clipBounds(seen) : { low, high };
}

type Labelled = Omit<LineEnd, "labelShift"> & { stands: number };

/** Pushes labels apart that stand in each other's way: those of lines that end side by side. */
function separate(labels: readonly Labelled[], toX: (x: number) => number, low: number, high: number): LineEnd[] {
  const groups: Labelled[][] = [];
  for (const label of labels.toSorted((a, b) => b.x - a.x)) {
    const group = groups.at(-1);
    const right = group?.[0] ? toX(group[0].x) : Number.POSITIVE_INFINITY;
    if (group && toX(label.x) + label.text.length * LETTER + 10 > right) group.push(label);
    else groups.push([label]);
  }
  return groups.flatMap((group) => {
    const shifted = pushApart(
      group.map(({ stands }) => stands),
      LABEL_GAP,
      low,
      high,
    );
    return group.map(({ stands, ...end }, index) => ({ ...end, labelShift: (shifted[index] ?? 0) - stands }));
  });
}

/** Of several runs only the solid lines are labelled, by whose they are; of one, each by what it is. */
function endText(line: DrawnLine, lines: readonly DrawnLine[], format: LayoutInput["format"], width: number): string {
  const { role, label, owner } = line.series;
  const figure = format(line.last?.y ?? Number.NaN);
  if (lines.some(({ series }) => series.owner !== owner)) {
    if (role === "train" && lines.some(({ series }) => series.role !== "train")) return "";
    const most = Math.max(6, Math.floor((width * 0.28) / LETTER) - figure.length - 1);
    return `${label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label} ${figure}`;
  }
  if (role === "only") return figure;
  return `${role === "validation" ? "val." : "train"} ${figure}`;
}

/** The right margin grows only as a line's end comes near it: the label needs its room behind the last point. */
function rightMargin(lines: readonly DrawnLine[], texts: readonly string[], range: XRange, width: number): number {
  const needed = lines.map((line, index) => {
    const text = texts[index];
    if (!line.last || !text || line.last.x > range.to) return 0;
    const label = text.length * LETTER + 16;
    const share = (line.last.x - range.from) / (range.to - range.from || 1);
    return share > 0 ? Math.min((label - width * (1 - share)) / share, label) : 0;
  });
  return Math.max(14, ...needed);
}
