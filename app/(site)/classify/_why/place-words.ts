/** Where in a picture the largest value of a map lies, in words; null where no value is above zero. */
export function placeOfLargest(values: Float32Array, width: number): string | null {
  let at = -1;
  let largest = 0;
  for (const [i, value] of values.entries()) {
    if (value > largest) {
      largest = value;
      at = i;
    }
  }
  if (at < 0) return null;
  const third = (place: number, side: number) => Math.min(2, Math.floor((3 * place) / side));
  const row = third(Math.floor(at / width), values.length / width);
  const column = third(at % width, width);
  if (row === 1 && column === 1) return "in the middle";
  const down = ["at the top", "", "at the bottom"][row] ?? "";
  const across = ["on the left", "", "on the right"][column] ?? "";
  return [down, across].filter(Boolean).join(" ");
}
