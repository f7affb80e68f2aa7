export type ClassChance = { index: number; name: string; probability: number };

/** All classes with what the network gives them, the likeliest first. */
export const classChances = (classes: readonly string[], probabilities: Float32Array): ClassChance[] =>
  classes
    .map((name, index) => ({ index, name, probability: probabilities[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
