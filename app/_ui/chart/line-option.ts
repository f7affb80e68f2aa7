/** A line chart as ECharts wants it described. */
import type { EChartsCoreOption } from "echarts/core";
import type { BestPoint, LineLayout, LineSeries } from "./line-layout.ts";
import type { ThemeColors } from "./use-theme-colors.ts";

const TICK = 11;
const LABEL = 12;

export function lineOption(
  series: readonly LineSeries[],
  best: BestPoint | undefined,
  layout: LineLayout,
  colors: ThemeColors,
): EChartsCoreOption {
  const halo = { textBorderColor: colors.paper, textBorderWidth: 4 };
  const label = { fontFamily: colors.fontFamily, fontSize: LABEL, ...halo };
  const tick = { fontFamily: colors.fontFamily, fontSize: TICK, color: colors["ink-3"] };
  const axisLine = { show: true, onZero: false, lineStyle: { color: colors.control, width: 1 } };
  return {
    animation: false,
    grid: { ...layout.grid, outerBoundsMode: "none" },
    xAxis: {
      type: "value",
      min: layout.firstEpoch,
      max: layout.lastEpoch,
      axisLine,
      axisTick: { show: true, length: 4, lineStyle: { color: colors.control }, customValues: layout.epochs },
      axisLabel: { ...tick, margin: 9, customValues: layout.epochs, hideOverlap: true },
      splitLine: { show: false },
      name: "epoch",
      nameLocation: "start",
      nameGap: 8,
      nameMoveOverlap: false,
      nameTextStyle: { ...tick, align: "right", verticalAlign: "top", padding: [9, 0, 0, 0] },
    },
    yAxis: {
      type: "value",
      min: layout.y.low,
      max: layout.y.high,
      interval: layout.y.step,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...tick, margin: 8, formatter: (value: number) => value.toFixed(layout.y.digits) },
      splitLine: { lineStyle: { color: colors.line, width: 1 } },
    },
    series: [
      ...series.map((one, index) => ({
        type: "line",
        name: one.name,
        data: [...one.values, ...(one.now ? [one.now] : [])].map(({ x, y }) => [x, y ?? "-"]),
        showSymbol: one.values.length === 1 && !one.now,
        symbol: "circle",
        symbolSize: 6,
        silent: true,
        z: one.role === "validation" ? 4 : 3,
        itemStyle: { color: colors.ink },
        lineStyle: {
          color: colors.ink,
          join: "round",
          cap: one.role === "validation" ? "round" : "butt",
          width: one.role === "validation" ? 1.9 : 1.6,
          type: one.role === "validation" ? "solid" : [4, 4],
        },
        ...(index === 0 && layout.reached < layout.lastEpoch
          ? {
              markArea: {
                silent: true,
                itemStyle: { color: colors.sunken, opacity: 0.6 },
                data: [[{ xAxis: layout.reached }, { xAxis: layout.lastEpoch }]],
              },
            }
          : {}),
        ...(index === 0 && best
          ? {
              markLine: {
                silent: true,
                symbol: "none",
                label: { show: false },
                lineStyle: { color: colors.accent, width: 1, type: [1, 3] },
                data: [{ xAxis: best.epoch }],
              },
            }
          : {}),
      })),
      {
        type: "scatter",
        silent: true,
        z: 6,
        // Where validation ends with its best epoch, the ring and its label say it all.
        data: layout.ends
          .filter((end) => !(end.solid && end.x === best?.epoch))
          .map((end) => ({
            value: [end.x, end.y],
            symbolSize: end.solid || end.live ? 8 : 0,
            itemStyle: { color: colors.ink, borderColor: colors.paper, borderWidth: 1.5, opacity: 1 },
            label: {
              ...label,
              show: true,
              position: "right",
              distance: end.solid || end.live ? 6 : 10,
              offset: [0, end.labelShift],
              fontWeight: 500,
              color: colors.ink,
              formatter: end.text,
            },
          })),
      },
      ...(best ? [bestSeries(best, layout, colors, label)] : []),
    ],
  };
}

/** A green ring and the value, kept off the edges and off the label at the line's end. */
function bestSeries(best: BestPoint, layout: LineLayout, colors: ThemeColors, label: Record<string, unknown>) {
  const x = layout.toX(best.epoch);
  const nearEnd = x > layout.width - layout.grid.right - 40;
  const nearStart = x < layout.grid.left + 36;
  return {
    type: "scatter",
    silent: true,
    z: 7,
    symbolSize: 9,
    itemStyle: { color: colors.paper, borderColor: colors.accent, borderWidth: 2, opacity: 1 },
    data: [
      {
        value: [best.epoch, best.value],
        label: {
          ...label,
          show: true,
          position: "top",
          distance: 7,
          align: nearEnd ? "right" : nearStart ? "left" : "center",
          fontWeight: 600,
          color: colors["accent-text"],
          formatter: best.label,
        },
      },
    ],
  };
}
