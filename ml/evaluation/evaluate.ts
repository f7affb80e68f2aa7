/** Measures a network on labelled images. */
import * as tf from "@tensorflow/tfjs-core";
import type { Network } from "../architectures/network.ts";
import { type Batcher, batchesOf, type LabelledImages } from "../data/batches.ts";
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
  network: Network;
  parameters: tf.Tensor1D;
  batcher: Batcher;
  data: LabelledImages;
  /** Which images of `data`; default all. */
  indices?: Int32Array;
  classes: number;
};

/** Images per forward pass: large enough to fill the engine, small enough to be interrupted. */
const BATCH = 250;

/** Evaluates in batches; yields after each, and the result last. Leaves no tensors behind, broken off or not. */
export async function* evaluate({
  network,
  parameters,
  batcher,
  data,
  indices = Int32Array.from(data.labels.keys()),
  classes,
}: EvaluationTask): AsyncGenerator<EvaluationEvent, void> {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const count = indices.length;
  let done = 0;
  let loss = 0;
  const weights = network.split(parameters);
  try {
    for (const batch of batchesOf(indices, BATCH)) {
      const logits = await readLogits(network, weights, batcher.gather(data.images, batch));
      for (const [row, index] of batch.entries()) {
        const scores = logits.subarray(row * classes, (row + 1) * classes);
        const label = data.labels[index] ?? 0;
        loss += crossEntropyOf(scores, label);
        const counts = confusion[label] ?? [];
        const predicted = argMax(scores);
        counts[predicted] = (counts[predicted] ?? 0) + 1;
      }
      done += batch.length;
      yield { type: "progress", done, count };
    }
  } finally {
    tf.dispose(weights);
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

async function readLogits(network: Network, weights: tf.Tensor[], pictures: tf.Tensor4D): Promise<Float32Array> {
  const logits = tf.tidy(() => network.logits(weights, pictures));
  try {
    return await logits.data<"float32">();
  } finally {
    tf.dispose([logits, pictures]);
  }
}

/** -log softmax(scores)[label], shifted by the largest score so that nothing overflows. */
function crossEntropyOf(scores: Float32Array, label: number): number {
  const largest = scores[argMax(scores)] ?? 0;
  let exponentials = 0;
  for (const score of scores) exponentials += Math.exp(score - largest);
  return Math.log(exponentials) + largest - (scores[label] ?? 0);
}
