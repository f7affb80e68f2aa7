/** How an x axis is named, divided and read. */
import { formatCount } from "../numbers.ts";
import { roundTicks } from "./axis-ticks.ts";
import type { XAxis } from "./series.ts";

/** `name` stands at the axis and in read-outs, `menu` where one chooses. */
export const X_AXIS_NAMES: Record<XAxis, { name: string; menu: string }> = {
  epoch: { name: "epoch", menu: "Epoch" },
  step: { name: "step", menu: "Step" },
  relative: { name: "time", menu: "Time since the start" },
  wall: { name: "", menu: "Clock time" },
};

const two = (value: number) => String(value).padStart(2, "0");

/** Seconds as a clock counts them: "0:07", "12:05", "1:02:05". */
export function formatElapsed(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const [h, min, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${seconds < -0.5 ? "-" : ""}${h > 0 ? `${h}:${two(min)}` : min}:${two(s)}`;
}

/** ms since 1970 by the reader's clock: "15:50:42", with the day where the axis spans several. */
function formatClock(at: number, withDay: boolean): string {
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  if (!withDay) return clock;
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${clock.slice(0, 5)}`;
}

/** A place on the axis, exactly: "epoch 7", "epoch 7.25", "step 1,250", "1:07", "15:50:42". */
export function formatX(axis: XAxis, x: number): string {
  switch (axis) {
    case "epoch":
      return `epoch ${Number(x.toFixed(2))}`;
    case "step":
      return `step ${formatCount(x)}`;
    case "relative":
      return formatElapsed(x);
    case "wall":
      return formatClock(x, false);
  }
}

const DAY = 86_400;
const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY];

export type Tick = { at: number; label: string };

/** Round places between `low` and `high` that have room beside each other on an axis `width` px wide. */
export function xTicks(axis: XAxis, low: number, high: number, width: number): Tick[] {
  switch (axis) {
    case "epoch":
      return roundTicks(low, high, width / 34).map((at) => ({ at, label: String(Number(at.toFixed(4))) }));
    case "step":
      return roundTicks(low, high, width / 62)
        .filter(Number.isInteger)
        .map((at) => ({ at, label: formatCount(at) }));
    case "relative":
      return timeTicks(low, high, width / 58).map((at) => ({ at, label: formatElapsed(at) }));
    case "wall": {
      const withDay = high - low > DAY * 1000;
      // Round times of the reader's clock, which may be apart from those of UTC by quarters of an hour.
      const shift = new Date(low).getTimezoneOffset() * 60;
      const ticks = timeTicks(low / 1000 - shift, high / 1000 - shift, width / (withDay ? 88 : 70));
      const wholeMinutes = ticks.every((seconds) => seconds % 60 === 0);
      return ticks.map((seconds) => {
        const at = (seconds + shift) * 1000;
        const label = formatClock(at, withDay);
        return { at, label: wholeMinutes && !withDay ? label.slice(0, 5) : label };
      });
    }
  }
}

function timeTicks(low: number, high: number, most: number): number[] {
  const room = Math.max(1, most);
  const step = SECONDS.find((every) => (high - low) / every <= room) ?? Math.ceil((high - low) / room / DAY) * DAY;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) ticks.push(at);
  return ticks;
}
