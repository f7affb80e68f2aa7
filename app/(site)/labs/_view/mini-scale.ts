import type { EpochFigures } from "#domain/labs/figures";
import { tenth } from "../../../_ui/tenth.ts";

/** A drawing with its margins, px. */
export type CurveBox = { width: number; height: number; left: number; right: number; top: number; bottom: number };

export type MiniScale = { x: (epoch: number) => number; y: (share: number) => number; ticks: number[] };

/** Epochs 1 to `planned` across, shares 0 to 1 up: with one scale, small charts can be compared. */
export function miniScale({ width, height, left, right, top, bottom }: CurveBox, planned: number): MiniScale {
  const span = Math.max(1, planned - 1);
  return {
    x: (epoch) => tenth(left + ((epoch - 1) / span) * (width - left - right)),
    y: (share) => tenth(height - bottom - share * (height - bottom - top)),
    ticks: planned < 4 ? [...new Set([1, planned])] : [1, Math.floor(planned / 2), planned],
  };
}

/** An SVG path through a value of each epoch. */
export const linePath = (
  epochs: readonly EpochFigures[],
  { x, y }: MiniScale,
  of: (epoch: EpochFigures) => number,
): string => epochs.map((one, i) => `${i === 0 ? "M" : "L"}${x(one.epoch)} ${y(of(one))}`).join("");
