export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Euclidean length. */
export const norm = (vector: ArrayLike<number>): number => Math.sqrt(dot(vector, vector));
