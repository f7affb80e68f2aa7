import type { Range } from "#domain/limits";

const text = (value: number) =>
  value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential()
    : value.toLocaleString("en-US", { maximumFractionDigits: 6 });

/** Limits as they stand beside a field: `1–200`, `1e-6–1`. */
export const rangeText = ({ min, max }: Range): string => `${text(min)}–${text(max)}`;
