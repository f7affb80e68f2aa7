/** How charts are drawn, as it stands in an address. */
import { type ChartSettings, DEFAULT_SETTINGS, type Smoothing, type XAxis } from "../../../_ui/chart/series.ts";

const X_AXES: readonly XAxis[] = ["epoch", "step", "relative", "wall"];

/** Reads `x`, `y`, `smooth` and `clip`; what it does not understand is the default. */
export function readSettings(params: URLSearchParams): ChartSettings {
  return {
    x: X_AXES.find((axis) => axis === params.get("x")) ?? DEFAULT_SETTINGS.x,
    y: params.get("y") === "log" ? "log" : "linear",
    smoothing: readSmoothing(params.get("smooth")),
    clipOutliers: params.get("clip") === "1",
  };
}

/** `ema:0.6` or `mean:9`. */
function readSmoothing(text: string | null): Smoothing {
  const [kind, amount = ""] = (text ?? "").split(":");
  const value = amount === "" ? Number.NaN : Number(amount);
  if (kind === "ema" && value > 0 && value < 1) return { kind, weight: value };
  if (kind === "mean" && Number.isInteger(value) && value > 1 && value <= 1001) return { kind, window: value };
  return DEFAULT_SETTINGS.smoothing;
}

/** Writes what is not the default. */
export function writeSettings({ x, y, smoothing, clipOutliers }: ChartSettings, params: URLSearchParams): void {
  if (x !== DEFAULT_SETTINGS.x) params.set("x", x);
  if (y !== DEFAULT_SETTINGS.y) params.set("y", y);
  if (smoothing.kind === "ema") params.set("smooth", `ema:${smoothing.weight}`);
  if (smoothing.kind === "mean") params.set("smooth", `mean:${smoothing.window}`);
  if (clipOutliers) params.set("clip", "1");
}
