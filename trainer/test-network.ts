/** Measures a trained network on test images, and keeps what it answered to each. */
import type { TestPredictions } from "#domain/runs/test-predictions";
import { concatenated } from "#ml/data/concatenate";
import { type Evaluation, evaluate } from "#ml/evaluation/evaluate";
import { TopPredictions } from "#ml/evaluation/top-predictions";
import { softmax } from "#ml/inference/softmax";
import { type AnswersTask, imageAnswers } from "./image-answers.ts";

export type Tested = {
  evaluation: Evaluation;
  predictions: TestPredictions;
  /** [count, classes] */
  probabilities: Float32Array;
};

export type TestTask = AnswersTask & {
  /** Awaited after each batch, so that the host gets to its messages and signals; what it throws ends the test. */
  pause: () => Promise<void>;
};

/**
 * Tests a network on the first `count` test images.
 *
 * @param goOn asked after the first batch, with the probabilities of its images; without its consent the test ends
 * @returns null when it was ended so
 */
export async function testNetwork(
  task: TestTask,
  count: number,
  goOn: (probabilities: Float32Array) => boolean = () => true,
): Promise<Tested | null> {
  const { dataset, pause } = task;
  const { labels } = dataset.test;
  const classes = dataset.classes.length;
  const top = new TopPredictions(labels, classes);
  const probabilities: Float32Array[] = [];
  const answers = imageAnswers(task, "test");
  const logits = async (indices: Int32Array) => {
    const scores = await answers.logits(indices);
    top.add(indices, scores);
    probabilities.push(softmax(scores, classes));
    return scores;
  };
  try {
    for await (const event of evaluate({ logits, labels, indices: firstOf(count), classes })) {
      if (event.type === "result") {
        return {
          evaluation: event.evaluation,
          predictions: top.predictions,
          probabilities: concatenated(probabilities),
        };
      }
      if (probabilities.length === 1 && probabilities[0] && !goOn(probabilities[0])) return null;
      await pause();
    }
  } finally {
    answers.dispose();
  }
  throw new Error("The evaluation ended without a result.");
}

const firstOf = (count: number) => Int32Array.from({ length: count }, (_, i) => i);
