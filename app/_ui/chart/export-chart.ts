/** Charts as pictures for paper, always light. */
import { canvasPng } from "../canvas-png.ts";
import { PRINT_FONTS } from "../svg-drawing.ts";
import { layOutChart } from "./chart-layout.ts";
import { chartOption } from "./chart-option.ts";
import { drawnLine } from "./drawn-line.ts";
import type { ChartSeries, ChartSettings, XRange } from "./series.ts";
import { readThemeColors, type ThemeColors } from "./theme-colors.ts";
import { X_AXIS_NAMES } from "./x-axis.ts";

export type ChartSpec = {
  title: string;
  unit?: string | undefined;
  series: readonly ChartSeries[];
  settings: ChartSettings;
  zoom?: XRange | null;
  planned?: number | undefined;
  /** Writes a value, without its unit. */
  format: (value: number) => string;
};

export type PrintSize = { widthMm: number; heightMm: number; dpi: number };
/** The width of a page of text, at the resolution of print. */
export const DEFAULT_PRINT: PrintSize = { widthMm: 170, heightMm: 90, dpi: 300 };

const INCH_MM = 25.4;
/** CSS px in an inch: what is 12 px on the screen is 9 pt on paper. */
const PX_PER_INCH = 96;
/** A wider picture will be scaled down to this on a page, so its letters are larger by as much. */
const PAGE_MM = 180;
/** Above the plot, for the title and the key. */
const HEAD = 34;

/**
 * A picture of a chart on white ground. PNGs have their physical size written in, SVGs are as large in millimetres.
 * Only in a browser: it measures and draws with the fonts of the page.
 */
export async function renderChart(spec: ChartSpec, format: "png" | "svg", size = DEFAULT_PRINT): Promise<Blob> {
  await document.fonts.ready;
  const { init } = await import("./echarts.ts");
  const scale = Math.max(1, size.widthMm / PAGE_MM);
  const px = (mm: number) => Math.round(((mm / INCH_MM) * PX_PER_INCH) / scale);
  const [width, height] = [px(size.widthMm), px(size.heightMm)];
  const colors = { ...readThemeColors("paper"), ...(format === "svg" ? { fontFamily: PRINT_FONTS } : {}) };
  const option = printOption(spec, width, height, colors);
  if (format === "svg") {
    const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
    chart.setOption(option);
    const drawing = chart.renderToSVGString();
    chart.dispose();
    const sized = drawing.replace(
      /<svg width="\d+" height="\d+"/,
      `<svg width="${size.widthMm}mm" height="${size.heightMm}mm"`,
    );
    return new Blob([sized], { type: "image/svg+xml" });
  }
  const pixelRatio = (size.widthMm / INCH_MM) * (size.dpi / width);
  const chart = init(document.createElement("div"), null, { width, height, devicePixelRatio: pixelRatio });
  try {
    chart.setOption(option);
    return await canvasPng(chart.renderToCanvas({ pixelRatio, backgroundColor: colors.paper }), size.dpi);
  } finally {
    chart.dispose();
  }
}

/** The chart, with what the page around it says: title, key, the name of its x axis. */
function printOption(spec: ChartSpec, width: number, height: number, colors: ThemeColors) {
  const { settings, planned, format, zoom = null } = spec;
  const lines = spec.series.map((one) => drawnLine({ ...one, live: false }, settings, zoom));
  const layout = layOutChart({ lines, settings, zoom, planned, width, height, format, top: HEAD + 18, bottom: 44 });
  const option = chartOption(lines, layout, colors, planned);
  const { menu } = X_AXIS_NAMES[settings.x];
  const text = (words: string, x: number, y: number, rest: Record<string, unknown>) => ({
    type: "text",
    x,
    y,
    silent: true,
    style: { text: words, fontFamily: colors.fontFamily, fill: colors.ink, verticalAlign: "middle", ...rest },
  });
  const heading = spec.unit ? `${spec.title}, ${spec.unit}` : spec.title;
  return {
    ...option,
    backgroundColor: colors.paper,
    xAxis: { ...(option.xAxis as object), name: "" },
    graphic: [
      text(heading, 10, 20, { fontSize: 15, fontWeight: 600 }),
      ...printKey(spec.series, width, colors),
      text(menu, (layout.grid.left + width - layout.grid.right) / 2, height - 12, {
        fontSize: 12,
        align: "center",
        fill: colors["ink-2"],
      }),
    ],
  };
}

/** What solid and dashed mean, at the right end of the head. */
function printKey(series: readonly ChartSeries[], width: number, colors: ThemeColors) {
  const roles = (["validation", "train"] as const).filter((role) => series.some((one) => one.role === role));
  if (roles.length < 2) return [];
  return roles.flatMap((role, index) => {
    const x = width - 190 + index * 105;
    return [
      {
        type: "line",
        silent: true,
        shape: { x1: x, y1: 20, x2: x + 24, y2: 20 },
        style: { stroke: colors.ink, lineWidth: 1.8, lineDash: role === "train" ? [4, 4] : null },
      },
      {
        type: "text",
        silent: true,
        x: x + 30,
        y: 20,
        style: { text: role, fontSize: 12, fontFamily: colors.fontFamily, fill: colors.ink, verticalAlign: "middle" },
      },
    ];
  });
}
