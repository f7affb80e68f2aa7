/** Settings of charts in an address: only what differs from the default, so that a plain view has a plain address. */
import { type ChartSettings, DEFAULT_SETTINGS, type Smoothing, X_AXES, type XAxis } from "./series.ts";

export const SMOOTHING_LIMITS = { weight: { min: 0, max: 0.99 }, window: { min: 3, max: 101 } } as const;

const NAMES = { x: "x", y: "y", smoothing: "smooth", clipOutliers: "clip" } as const;

type Query = Pick<URLSearchParams, "get">;

/** Whatever an address says that is no setting is as if it said nothing. */
export function parseSettings(query: Query, defaults: ChartSettings = DEFAULT_SETTINGS): ChartSettings {
  const x = query.get(NAMES.x);
  const y = query.get(NAMES.y);
  return {
    x: X_AXES.includes(x as XAxis) ? (x as XAxis) : defaults.x,
    y: y === "log" || y === "linear" ? y : defaults.y,
    smoothing: parseSmoothing(query.get(NAMES.smoothing)) ?? defaults.smoothing,
    clipOutliers:
      query.get(NAMES.clipOutliers) === null ? defaults.clipOutliers : query.get(NAMES.clipOutliers) === "1",
  };
}

/** `query` with these settings in it; everything else in it stays. */
export function writeSettings(
  settings: ChartSettings,
  query: URLSearchParams,
  defaults: ChartSettings = DEFAULT_SETTINGS,
): URLSearchParams {
  const next = new URLSearchParams(query);
  const put = (name: string, value: string, usual: string) =>
    value === usual ? next.delete(name) : next.set(name, value);
  put(NAMES.x, settings.x, defaults.x);
  put(NAMES.y, settings.y, defaults.y);
  put(NAMES.smoothing, smoothingText(settings.smoothing), smoothingText(defaults.smoothing));
  put(NAMES.clipOutliers, settings.clipOutliers ? "1" : "0", defaults.clipOutliers ? "1" : "0");
  return next;
}

function smoothingText(smoothing: Smoothing): string {
  switch (smoothing.kind) {
    case "none":
      return "none";
    case "ema":
      return `ema-${smoothing.weight}`;
    case "mean":
      return `mean-${smoothing.window}`;
  }
}

function parseSmoothing(text: string | null): Smoothing | null {
  if (text === "none") return { kind: "none" };
  const [, kind, figure] = /^(ema|mean)-(\d+(?:\.\d+)?)$/.exec(text ?? "") ?? [];
  if (!kind) return null;
  const value = Number(figure);
  const { weight, window } = SMOOTHING_LIMITS;
  if (kind === "ema") return value <= weight.max ? { kind, weight: value } : null;
  return Number.isInteger(value) && value >= window.min && value <= window.max ? { kind: "mean", window: value } : null;
}
