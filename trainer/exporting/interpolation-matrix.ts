/**
 * The matrix, [from, to], that resizes a row of `from` pixels to `to` as the layer `Resizing` does.
 */
export function interpolationMatrix(
  from: number,
  to: number,
  interpolation: "nearest" | "bilinear",
): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(from * to);
  const add = (row: number, column: number, share: number) => {
    const at = Math.min(from - 1, Math.max(0, row)) * to + column;
    matrix[at] = (matrix[at] ?? 0) + share;
  };
  for (let column = 0; column < to; column++) {
    if (interpolation === "nearest") {
      add(Math.floor((column * from) / to), column, 1);
      continue;
    }
    const place = ((column + 0.5) * from) / to - 0.5;
    const before = Math.floor(place);
    add(before, column, 1 - (place - before));
    add(before + 1, column, place - before);
  }
  return matrix;
}
