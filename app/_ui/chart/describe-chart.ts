import type { DrawnLine } from "./drawn-line.ts";
import type { XAxis } from "./series.ts";
import { formatX, X_AXIS_NAMES } from "./x-axis.ts";

/** Lines that a sentence can name before it is a list that nobody hears out. */
const NAMED = 8;

/** The chart in one sentence, for who cannot see it. */
export function describeChart(
  title: string,
  unit: string | undefined,
  lines: readonly DrawnLine[],
  axis: XAxis,
  format: (value: number) => string,
): string {
  const what = `${title}${unit ? ` in ${unit}` : ""} by ${X_AXIS_NAMES[axis].name || "clock time"}`;
  const said = lines.flatMap(({ series, last }) =>
    last ? [`${lineName(series)} ${format(last.y)} at ${formatX(axis, last.x)}`.trim()] : [],
  );
  if (said.length === 0) return `${what}: no values yet.`;
  const rest = said.length > NAMED ? ` and ${said.length - NAMED} more lines` : "";
  const best = lines.length <= 2 ? lines.flatMap(({ series }) => series.best ?? []) : [];
  const marked = best.map(({ label, x }) => `; ${label} at ${formatX(axis, x)}`).join("");
  return `${what}: ${said.slice(0, NAMED).join(", ")}${rest}${marked}.`;
}

/** A line by whose it is and, of train lines, what it is. */
export const lineName = ({ label, role, slot }: DrawnLine["series"]): string =>
  slot === null || role !== "train" ? label : `${label} (train)`;
