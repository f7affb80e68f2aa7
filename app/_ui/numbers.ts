/**
 * How numbers are written, everywhere alike: accuracies in per cent with two decimals, losses with three, thousands with
 * a comma, a no-break space before a unit. Values that are not there or not finite are written as a dash, but for losses:
 * one that is no number says that a training was lost.
 */

const NBSP = "\u00a0";
const NONE = "–";
const finite = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

/** A fraction as per cent: 0.7287 → "72.87 %". With `unit` "" only the figure, for columns whose head has the unit. */
export const formatPercent = (fraction: number | null | undefined, digits = 2, unit = "%"): string =>
  finite(fraction) ? withUnit((fraction * 100).toFixed(digits), unit) : NONE;

/** A half-width as per cent: 0.0087 → "± 0.87". */
export const formatInterval = (halfWidth: number | null | undefined): string =>
  finite(halfWidth) ? `±${NBSP}${(halfWidth * 100).toFixed(2)}` : "";

/** A cross-entropy: "0.810". Above 1,000 it tells nothing more than its magnitude: "2.4e+6". Also "NaN", "∞" and "−∞". */
export function formatLoss(loss: number | null | undefined): string {
  if (loss === null || loss === undefined) return NONE;
  if (!Number.isFinite(loss)) return Number.isNaN(loss) ? "NaN" : loss > 0 ? "∞" : "−∞";
  return Math.abs(loss) < 1000 ? loss.toFixed(3) : loss.toExponential(1);
}

// Kept, since making one takes longer than a hundred numbers with it.
const WHOLE = new Intl.NumberFormat("en-US");
const SIGNIFICANT = new Map<number, Intl.NumberFormat>();

function significant(digits: number): Intl.NumberFormat {
  const known = SIGNIFICANT.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits, minimumSignificantDigits: digits });
  SIGNIFICANT.set(digits, made);
  return made;
}

/** A count with commas: "282,250". Always the same, whatever the reader's language, as all text here is English. */
export const formatCount = (count: number | null | undefined): string =>
  finite(count) ? WHOLE.format(Math.round(count)) : NONE;

/** A figure with so many significant digits and no exponent where people can do without: "1.77", "11.7", "1,234". */
export function formatSignificant(value: number | null | undefined, digits = 3): string {
  if (!finite(value)) return NONE;
  if (value === 0) return "0";
  return significant(digits).format(value).replace("-", "−");
}

export type NumberPart = { value: string; unit: string };

/** Bytes in decimal units, as files are sold and counted: "1.13 MB". */
export function bytesParts(bytes: number): [NumberPart] {
  const units = ["B", "kB", "MB", "GB", "TB"] as const;
  // 999.5 of a unit would be written as 1000 of it.
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1) * 1.0005) / 3), 0), units.length - 1);
  const value = power === 0 ? bytes.toFixed(0) : formatSignificant(bytes / 1000 ** power);
  return [{ value, unit: units[power] as string }];
}
export const formatBytes = (bytes: number | null | undefined): string =>
  finite(bytes) ? join(bytesParts(bytes)) : NONE;

const TIME_UNITS = [
  { unit: "s", size: 1 },
  { unit: "min", size: 60 },
  { unit: "h", size: 3_600 },
  { unit: "d", size: 86_400 },
] as const;

/** A length of time by its two largest units: "400 ms", "1.9 s", "26 s", "1 min 52 s", "2 h 5 min", "3 d 4 h". */
export function durationParts(seconds: number): NumberPart[] {
  if (seconds < 0.9995) return [{ value: `${Math.round(seconds * 1000)}`, unit: "ms" }];
  if (seconds < 9.95) return [{ value: seconds.toFixed(1), unit: "s" }];
  for (const [index, small] of TIME_UNITS.entries()) {
    const large = TIME_UNITS[index + 1];
    if (!large) break;
    const rounded = Math.round(seconds / small.size) * small.size;
    // Rounding may carry into the next unit: 59 min 59.6 s is an hour.
    if (rounded >= (TIME_UNITS[index + 2]?.size ?? Number.POSITIVE_INFINITY)) continue;
    const counts = [
      { count: Math.floor(rounded / large.size), unit: large.unit },
      { count: (rounded % large.size) / small.size, unit: small.unit },
    ];
    return counts.filter(({ count }) => count > 0).map(({ count, unit }) => ({ value: `${count}`, unit }));
  }
  return [];
}
export const formatDuration = (seconds: number | null | undefined): string =>
  finite(seconds) ? join(durationParts(Math.max(seconds, 0))) : NONE;

/** Milliseconds of a computation: "0.42 ms", "2.2 ms", "180 ms", then as a duration. */
export function formatMilliseconds(milliseconds: number | null | undefined): string {
  if (!finite(milliseconds)) return NONE;
  if (milliseconds >= 1000) return formatDuration(milliseconds / 1000);
  return withUnit(milliseconds >= 99.5 ? milliseconds.toFixed(0) : milliseconds.toPrecision(2), "ms");
}

/** Time since or until `at`, both in ms since 1970: "just now", "34 min ago", "yesterday", "in 5 min", "21 Nov". */
export function formatRelative(at: number, now: number): string {
  const seconds = Math.abs(now - at) / 1000;
  const say = (count: number, unit: string) => (now >= at ? `${count}${NBSP}${unit} ago` : `in ${count}${NBSP}${unit}`);
  if (seconds < 5) return "just now";
  if (seconds < 60) return say(Math.floor(seconds), "s");
  if (seconds < 3_600) return say(Math.floor(seconds / 60), "min");
  if (seconds < 86_400) return say(Math.floor(seconds / 3_600), "h");
  if (seconds < 2 * 86_400 && now >= at) return "yesterday";
  if (seconds < 7 * 86_400) return say(Math.floor(seconds / 86_400), "d");
  const date = new Date(at);
  const sameYear = date.getUTCFullYear() === new Date(now).getUTCFullYear();
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
    timeZone: "UTC",
  });
}

const withUnit = (figure: string, unit: string) => (unit ? `${figure}${NBSP}${unit}` : figure);
const join = (parts: readonly NumberPart[]) => parts.map(({ value, unit }) => withUnit(value, unit)).join(" ");
