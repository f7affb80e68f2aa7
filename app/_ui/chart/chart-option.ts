/** A chart as ECharts wants it described. */
import type { EChartsCoreOption } from "echarts/core";
import type { ChartLayout, LineEnd } from "./chart-layout.ts";
import { type DrawnLine, isDrawable } from "./drawn-line.ts";
import type { ChartSeries } from "./series.ts";
import { slotColor, slotMarker } from "./slots.ts";
import type { ThemeColors } from "./theme-colors.ts";
import { valueWord } from "./value-word.ts";

const TICK = 11;
const LABEL = 12;
/** Points of a line from which on it is drawn finer. */
const DENSE = 120;
/** Marks at an edge that are few enough to say their word beside them. */
const WORDED_MARKS = 3;

export const lineColor = ({ slot }: ChartSeries, colors: ThemeColors): string =>
  slot === null ? colors.ink : colors[slotColor(slot)];
const textColor = ({ slot }: ChartSeries, colors: ThemeColors): string =>
  slot === null ? colors.ink : colors[`${slotColor(slot)}-text`];

export function chartOption(
  lines: readonly DrawnLine[],
  layout: ChartLayout,
  colors: ThemeColors,
  planned: number | undefined,
): EChartsCoreOption {
  const { x, y } = layout;
  const halo = { textBorderColor: colors.paper, textBorderWidth: 4 };
  const label = { fontFamily: colors.fontFamily, fontSize: LABEL, ...halo };
  const tick = { fontFamily: colors.fontFamily, fontSize: TICK, color: colors["ink-3"] };
  const xLabels = new Map(x.ticks.map(({ at, label: text }) => [at, text]));
  const yLabels = y.ticks.map(({ at }) => at);
  const one = new Set(lines.map(({ series }) => series.owner)).size === 1;
  return {
    animation: false,
    grid: { ...layout.grid, outerBoundsMode: "none" },
    xAxis: {
      type: "value",
      min: x.from,
      max: x.to,
      axisLine: { show: true, onZero: false, lineStyle: { color: colors.control, width: 1 } },
      axisTick: { show: true, length: 4, lineStyle: { color: colors.control }, customValues: [...xLabels.keys()] },
      axisLabel: {
        ...tick,
        margin: 9,
        customValues: [...xLabels.keys()],
        formatter: (at: number) => xLabels.get(at) ?? "",
        hideOverlap: true,
      },
      splitLine: { show: false },
      name: x.name,
      nameLocation: "start",
      nameGap: 8,
      nameMoveOverlap: false,
      nameTextStyle: { ...tick, align: "right", verticalAlign: "top", padding: [9, 0, 0, 0] },
    },
    yAxis: {
      type: "value",
      min: y.low,
      max: y.high,
      axisLine: { show: false },
      axisTick: { show: false, customValues: yLabels },
      axisLabel: {
        ...tick,
        margin: 8,
        customValues: yLabels,
        formatter: (at: number) =>
          y.ticks.find((mark) => Math.abs(mark.at - at) < 1e-9 * (y.high - y.low))?.label ?? "",
      },
      splitLine: { show: false },
    },
    series: [
      ground(layout, colors, planned, one ? lines.find(({ series }) => series.best)?.series.best?.x : undefined),
      ...lines.filter(({ hasEnvelope }) => hasEnvelope).map((line) => envelope(line, layout, colors, lines.length)),
      ...lines.filter(({ smoothed }) => smoothed).map((line) => rawLine(line, layout, colors)),
      ...lines.map((line) => mainLine(line, layout, colors)),
      ...lines.filter(({ marks }) => marks.length > 0).map((line) => edgeMarks(line, layout, colors, label)),
      {
        type: "scatter",
        silent: true,
        z: 6,
        // Where the line of a single run ends with its best epoch, the ring and its label say it all.
        data: layout.ends
          .filter(({ line, x: at }) => !(one && line.series.best?.x === at))
          .map((end) => endMark(end, layout, colors, label)),
      },
      ...lines
        // Off a line that smoothing has moved, a ring of one among several says nothing.
        .filter(({ smoothed }) => one || !smoothed)
        .flatMap(({ series }) => bestMark(series, one, layout, colors, label)),
    ],
  };
}

/** Hairlines at the ticks, the field of what is still to come, and the line under the best epoch. */
function ground(layout: ChartLayout, colors: ThemeColors, planned: number | undefined, best: number | undefined) {
  const from = Math.max(layout.reached, layout.x.from);
  const to = Math.min(planned ?? 0, layout.x.to);
  return {
    type: "line",
    data: [],
    silent: true,
    markArea: {
      silent: true,
      z: -1,
      itemStyle: { color: colors.sunken, opacity: 0.6 },
      data: from < to ? [[{ xAxis: from }, { xAxis: to }]] : [],
    },
    markLine: {
      silent: true,
      z: 0,
      // It would round places to hundredths.
      precision: 15,
      symbol: "none",
      label: { show: false },
      animation: false,
      data: [
        ...layout.y.ticks.map(({ at }) => ({ yAxis: at, lineStyle: { color: colors.line, width: 1, type: "solid" } })),
        ...(best !== undefined && best >= layout.x.from && best <= layout.x.to
          ? [{ xAxis: best, lineStyle: { color: colors.accent, width: 1, type: [1, 3] } }]
          : []),
      ],
    },
  };
}

const pointsOf = (line: DrawnLine, layout: ChartLayout, valueAt: (index: number) => number) =>
  line.points.map(({ x }, index) => {
    const value = valueAt(index);
    return [x, isDrawable(value, line.log) ? layout.scale(value) : "-"];
  });

/** A point to which no line leads would be nowhere without a mark. */
const isLone = ({ values, log }: DrawnLine) => values.filter((value) => isDrawable(value, log)).length === 1;

function mainLine(line: DrawnLine, layout: ChartLayout, colors: ThemeColors) {
  const { series, points, values } = line;
  const color = lineColor(series, colors);
  const solid = series.role !== "train";
  return {
    type: "line",
    data: pointsOf(line, layout, (index) => values[index] ?? Number.NaN),
    showSymbol: isLone(line) && layout.ends.every((end) => end.line !== line),
    symbol: "circle",
    symbolSize: 6,
    silent: true,
    z: solid ? 4 : 3,
    itemStyle: { color },
    lineStyle: {
      color,
      join: "round",
      cap: solid ? "round" : "butt",
      width: points.length > DENSE ? 1.4 : solid ? 1.9 : 1.6,
      type: solid ? "solid" : [4, 4],
    },
  };
}

/** What was smoothed away stays faint behind the line. */
function rawLine(line: DrawnLine, layout: ChartLayout, colors: ThemeColors) {
  return {
    type: "line",
    data: pointsOf(line, layout, (index) => line.points[index]?.y ?? Number.NaN),
    showSymbol: false,
    silent: true,
    z: 2,
    lineStyle: { color: lineColor(line.series, colors), width: 1, opacity: 0.28 },
  };
}

/** From the least to the greatest of each bucket: a spike of one step stands out of it, however many steps one px is. */
function envelope(line: DrawnLine, layout: ChartLayout, colors: ThemeColors, among: number) {
  const color = lineColor(line.series, colors);
  const clamp = (value: number) =>
    Math.min(Math.max(isDrawable(value, line.log) ? layout.toY(value) : layout.height, -1e4), 1e4);
  const stretches: { upper: number[][]; lower: number[][] }[] = [];
  let open = false;
  for (const { x, y, min, max } of line.points) {
    if (!isDrawable(y, line.log)) {
      open = false;
      continue;
    }
    if (!open) stretches.push({ upper: [], lower: [] });
    open = true;
    const stretch = stretches.at(-1);
    stretch?.upper.push([layout.toX(x), clamp(max ?? y)]);
    stretch?.lower.push([layout.toX(x), clamp(min ?? y)]);
  }
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 1,
    data: [[layout.x.from, layout.y.low]],
    renderItem: () => ({
      type: "group",
      children: stretches.map(({ upper, lower }) => ({
        type: "polygon",
        shape: { points: [...upper, ...lower.toReversed()] },
        // Many that lie over each other must not add up to a wall.
        style: { fill: color, fillOpacity: 0.16 / among ** 0.7, stroke: color, lineWidth: 0.75, strokeOpacity: 0.35 },
      })),
    }),
  };
}

function edgeMarks(line: DrawnLine, layout: ChartLayout, colors: ThemeColors, label: Record<string, unknown>) {
  const worded = line.marks.length <= WORDED_MARKS;
  return {
    type: "scatter",
    silent: true,
    z: 5,
    symbol: "triangle",
    symbolSize: 8,
    itemStyle: { color: lineColor(line.series, colors), borderColor: colors.paper, borderWidth: 1, opacity: 1 },
    data: line.marks.map(({ x, y, edge }) => ({
      value: [x, edge === "top" ? layout.y.high : layout.y.low],
      symbolRotate: edge === "top" ? 0 : 180,
      label: {
        ...label,
        show: worded,
        position: edge === "top" ? "bottom" : "top",
        distance: 4,
        color: textColor(line.series, colors),
        formatter: valueWord(y, String),
      },
    })),
  };
}

function endMark(
  { line, x, y, text, labelShift }: LineEnd,
  layout: ChartLayout,
  colors: ThemeColors,
  label: Record<string, unknown>,
) {
  const { series } = line;
  const marked = series.role !== "train" || series.live || isLone(line);
  return {
    value: [x, layout.scale(y)],
    symbol: series.slot === null ? "circle" : `path://${slotMarker(series.slot)}`,
    symbolSize: marked ? (series.slot === null ? 8 : 9) : 0,
    itemStyle: { color: lineColor(series, colors), borderColor: colors.paper, borderWidth: 1.5, opacity: 1 },
    label: {
      ...label,
      show: true,
      position: "right",
      distance: marked ? 6 : 10,
      offset: [0, labelShift],
      fontWeight: 500,
      color: textColor(series, colors),
      formatter: text,
    },
  };
}

/** A green ring; of a single run also the value, kept off the edges. */
function bestMark(
  { best }: ChartSeries,
  one: boolean,
  layout: ChartLayout,
  colors: ThemeColors,
  label: Record<string, unknown>,
) {
  if (!best || best.x < layout.x.from || best.x > layout.x.to) return [];
  const x = layout.toX(best.x);
  const nearEnd = x > layout.width - layout.grid.right - 40;
  const nearStart = x < layout.grid.left + 36;
  return [
    {
      type: "scatter",
      silent: true,
      z: 7,
      symbolSize: one ? 9 : 7,
      itemStyle: { color: colors.paper, borderColor: colors.accent, borderWidth: one ? 2 : 1.5, opacity: 1 },
      data: [
        {
          value: [best.x, layout.scale(best.y)],
          label: {
            ...label,
            show: one,
            position: "top",
            distance: 7,
            align: nearEnd ? "right" : nearStart ? "left" : "center",
            fontWeight: 600,
            color: colors["accent-text"],
            formatter: best.label,
          },
        },
      ],
    },
  ];
}
