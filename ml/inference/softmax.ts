/** Probabilities of logits [count, classes], row by row; shifted by the largest logit so that nothing overflows. */
export function softmax(logits: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + classes; i += 1) largest = Math.max(largest, logits[i] as number);
    let sum = 0;
    for (let i = start; i < start + classes; i += 1) sum += Math.exp((logits[i] as number) - largest);
    for (let i = start; i < start + classes; i += 1) probabilities[i] = Math.exp((logits[i] as number) - largest) / sum;
  }
  return probabilities;
}
