/** JSON in which NaN and the infinities are kept, by name; `indent` blanks per level for people to read. */
export const stringifyMeasured = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_, part) => (typeof part === "number" && !Number.isFinite(part) ? String(part) : part),
    indent,
  );
