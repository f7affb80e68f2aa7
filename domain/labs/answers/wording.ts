/** How numbers are written in sentences. */
const NBSP = "\u00a0";

/** A fraction as per cent: "64.85 %". */
export const percent = (fraction: number, digits = 2): string => `${(fraction * 100).toFixed(digits)}${NBSP}%`;

/** A difference of fractions in percentage points, without its sign: "8.02 points". */
export const points = (difference: number): string => {
  const figure = Math.abs(difference * 100).toFixed(2);
  return `${figure}${NBSP}${figure === "1.00" ? "point" : "points"}`;
};

export const count = (value: number): string => value.toLocaleString("en-US");

export const loss = (value: number): string => value.toFixed(3);

/** "a", "a and b", "a, b and c". */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
