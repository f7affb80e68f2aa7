import { NO_CLASS, type TestPredictions, TOP } from "#domain/runs/test-predictions";
import { softmax } from "../inference/softmax.ts";

/** Gathers the most probable classes of each image while a network is evaluated, from the logits that it answers anyway. */
export class TopPredictions {
  readonly #predictions: TestPredictions;

  /** @param labels true class of each image */
  constructor(labels: Uint8Array, classes: number) {
    this.#predictions = {
      classes,
      labels,
      top: new Uint8Array(TOP * labels.length).fill(NO_CLASS),
      probabilities: new Float32Array(TOP * labels.length),
    };
  }

  /** @param logits [indices.length, classes], of the images at `indices` */
  add(indices: Int32Array, logits: Float32Array): void {
    this.#keep(indices, logits, softmax(logits, this.#predictions.classes));
  }

  /** The same from probabilities, where these are all that is known. */
  addProbabilities(indices: Int32Array, probabilities: Float32Array): void {
    this.#keep(indices, probabilities, probabilities);
  }

  /** @param values order the classes */
  #keep(indices: Int32Array, values: Float32Array, all: Float32Array): void {
    const { classes, top, probabilities } = this.#predictions;
    for (const [row, index] of indices.entries()) {
      const scores = all.subarray(row * classes, (row + 1) * classes);
      const order = largest(values.subarray(row * classes, (row + 1) * classes), Math.min(TOP, classes));
      order.forEach((winner, rank) => {
        top[TOP * index + rank] = winner;
        probabilities[TOP * index + rank] = scores[winner] ?? 0;
      });
    }
  }

  /** Whole once every image was added. */
  get predictions(): TestPredictions {
    return this.#predictions;
  }
}

/** Places of the `count` largest values, the largest first; of equals the first, as `argMax` has it. */
function largest(values: Float32Array, count: number): number[] {
  const places: number[] = [];
  while (places.length < count) {
    let best = -1;
    for (let i = 0; i < values.length; i++) {
      if (places.includes(i)) continue;
      if (best < 0 || (values[i] as number) > (values[best] as number)) best = i;
    }
    places.push(best);
  }
  return places;
}
