import type { Projection } from "./neighbour-index.ts";
import { dot } from "./vectors.ts";

/** Lengths of an answer along the directions of a projection, [values]; the answer itself where there is none. */
export function project(answer: Float32Array, projection: Projection | null): Float32Array {
  if (!projection) return answer;
  const { width, directions, scales } = projection;
  return scales.map((scale, i) => scale * dot(answer, directions.subarray(i * width, (i + 1) * width)));
}
