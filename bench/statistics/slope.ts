/** Slope of the least-squares line through points (x, y), in y per x; 0 when all x are one. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const products = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  const squares = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  return squares > 0 ? products / squares : 0;
}
