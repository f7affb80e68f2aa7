/** A value with its spread over the epochs as a small chart, in units of its view box. */
import { axisTicks } from "../../../../_ui/chart/axis-ticks.ts";

/** `low` and `high` bound the spread around `value`; null where nothing finite was measured. */
export type BandPoint = { epoch: number; value: number | null; low: number | null; high: number | null };

export const BAND_FRAME = { left: 40, right: 8, top: 6, bottom: 18 } as const;

export function layOutBand(
  points: readonly BandPoint[],
  width: number,
  height: number,
  floor?: number,
  ceiling?: number,
) {
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((v): v is number => v !== null);
  if (values.length === 0) return null;
  const ticks = axisTicks(floor ?? Math.min(...values), ceiling ?? Math.max(...values), 3);
  const first = points[0]?.epoch ?? 1;
  const last = points.at(-1)?.epoch ?? first;
  const xOf = (epoch: number) =>
    BAND_FRAME.left +
    (last > first ? (epoch - first) / (last - first) : 0.5) * (width - BAND_FRAME.left - BAND_FRAME.right);
  const yOf = (value: number) =>
    height -
    BAND_FRAME.bottom -
    ((value - ticks.low) / (ticks.high - ticks.low)) * (height - BAND_FRAME.top - BAND_FRAME.bottom);
  const at = (epoch: number, value: number) => `${xOf(epoch).toFixed(1)} ${yOf(value).toFixed(1)}`;
  const known = points.filter((point) => point.value !== null);
  const spread = known.filter(({ low, high }) => low !== null && high !== null);
  return {
    xOf,
    yOf,
    first,
    last,
    line: `M${known.map(({ epoch, value }) => at(epoch, value ?? 0)).join("L")}`,
    band:
      spread.length > 1
        ? `M${spread.map(({ epoch, high }) => at(epoch, high ?? 0)).join("L")}L${[...spread]
            .reverse()
            .map(({ epoch, low }) => at(epoch, low ?? 0))
            .join("L")}Z`
        : null,
    ticks: Array.from({ length: Math.round((ticks.high - ticks.low) / ticks.step) + 1 }, (_, i) => {
      const value = ticks.low + i * ticks.step;
      return { y: yOf(value), label: value.toFixed(ticks.digits).replace("-", "−") };
    }),
  };
}
