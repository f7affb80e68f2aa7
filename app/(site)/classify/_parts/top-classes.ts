import { classChances } from "../_why/class-chances.ts";

export type TopClass = { name: string; probability: number };

/** The `count` likeliest classes, likeliest first; of equals the earlier class. */
export function topClasses(probabilities: Float32Array, classes: readonly string[], count: number): TopClass[] {
  return classChances(classes, probabilities)
    .slice(0, count)
    .map(({ name, probability }) => ({ name, probability }));
}
