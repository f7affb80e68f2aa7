/** A value in a read-out: NaN and the infinities by name, all else as `format` writes it. */
export function valueWord(value: number, format: (value: number) => string): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  return value === Number.NEGATIVE_INFINITY ? "−∞" : format(value);
}
