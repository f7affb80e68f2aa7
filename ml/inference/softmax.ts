/** Probabilities of logits [count, classes], row by row; shifted by the largest logit so that nothing overflows. */
export function softmax(logits: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes);
    const largest = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const exponentials = Float64Array.from(row, (logit) => Math.exp(logit - largest));
    const sum = exponentials.reduce((a, b) => a + b, 0);
    exponentials.forEach((value, i) => {
      probabilities[start + i] = value / sum;
    });
  }
  return probabilities;
}
