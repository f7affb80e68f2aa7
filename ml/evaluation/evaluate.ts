/** Measures a network on labelled images. */
import { batchesOf } from "../data/batches.ts";
import { argMax } from "./arg-max.ts";

export type Evaluation = {
  count: number;
  /** Mean categorical cross-entropy in nats. */
  loss: number;
  /** Fraction of images whose most probable class is the true one. */
  accuracy: number;
  /** confusion[true class][predicted class], in images. */
  confusion: number[][];
  /** Accuracy among the images of each class; 0 for a class without images. */
  perClass: number[];
};

export type EvaluationEvent =
  | { type: "progress"; done: number; count: number }
  | { type: "result"; evaluation: Evaluation };

export type EvaluationTask = {
  /** Logits, [indices.length, classes], of the images at `indices`. */
  logits: (indices: Int32Array) => Promise<Float32Array>;
  /** True class of each image. */
  labels: Uint8Array;
  /** Which images; default all. */
  indices?: Int32Array;
  classes: number;
};

/** Images per forward pass: large enough to fill the engine, small enough to be interrupted. */
export const EVALUATION_BATCH = 250;

/** Evaluates in batches; yields after each, and the result last. */
export async function* evaluate({
  logits: logitsOf,
  labels,
  indices = Int32Array.from(labels.keys()),
  classes,
}: EvaluationTask): AsyncGenerator<EvaluationEvent, void> {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const count = indices.length;
  let done = 0;
  let loss = 0;
  for (const batch of batchesOf(indices, EVALUATION_BATCH)) {
    const logits = await logitsOf(batch);
    for (const [row, index] of batch.entries()) {
      const scores = logits.subarray(row * classes, (row + 1) * classes);
      const label = labels[index] ?? 0;
      loss += crossEntropyOf(scores, label);
      const counts = confusion[label] ?? [];
      const predicted = argMax(scores);
      counts[predicted] = (counts[predicted] ?? 0) + 1;
    }
    done += batch.length;
    yield { type: "progress", done, count };
  }
  yield { type: "result", evaluation: summarise(confusion, loss) };
}

function summarise(confusion: number[][], loss: number): Evaluation {
  const correct = confusion.map((row, label) => row[label] ?? 0);
  const totals = confusion.map(sum);
  const count = sum(totals);
  return {
    count,
    loss: loss / count,
    accuracy: sum(correct) / count,
    confusion,
    perClass: correct.map((n, label) => (totals[label] ? n / totals[label] : 0)),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** -log softmax(scores)[label], shifted by the largest score so that nothing overflows. */
function crossEntropyOf(scores: Float32Array, label: number): number {
  const largest = scores[argMax(scores)] ?? 0;
  let exponentials = 0;
  for (const score of scores) exponentials += Math.exp(score - largest);
  return Math.log(exponentials) + largest - (scores[label] ?? 0);
}
