export type TopClass = { name: string; probability: number };

/** The `count` likeliest classes, likeliest first; of equals the earlier class. */
export function topClasses(probabilities: Float32Array, classes: readonly string[], count: number): TopClass[] {
  return classes
    .map((name, i) => ({ name, probability: probabilities[i] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
