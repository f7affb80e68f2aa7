/** What follows a training: the test, and publication. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunEventData } from "#domain/runs/events";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import { type Evaluation, evaluate } from "#ml/evaluation/evaluate";
import { TopPredictions } from "#ml/evaluation/top-predictions";
import type { TrainedNetwork, Training } from "#ml/training/training";
import { codeVersion } from "../code-version.ts";
import { historyOf } from "../event-log/run-history.ts";
import { publishModel } from "../publishing/publish-model.ts";
import { type TestAnswers, testAnswers } from "../test-answers.ts";
import type { Bench } from "./bench.ts";
import { Broken } from "./broken.ts";
import { stopwatch } from "./stopwatch.ts";

/**
 * Measures the trained network on the whole test set and makes a model of it.
 *
 * @throws Broken when it is told to end before the test has
 */
export async function testAndPublish(bench: Bench, training: Training, trained: TrainedNetwork): Promise<void> {
  const answers = testAnswers({ ...bench, network: training.network, parameters: trained.parameters });
  try {
    await publish(bench, training, trained, await test(bench, answers));
  } finally {
    answers.dispose();
  }
}

/** Measures the trained network on the whole test set, and keeps what it answered to each image. */
async function test({ commands, log, tell, store, dataset }: Bench, trained: TestAnswers): Promise<Evaluation> {
  const { labels } = dataset.test;
  const classes = dataset.classes.length;
  const answers = new TopPredictions(labels, classes);
  const testingTook = stopwatch();
  const logits = async (indices: Int32Array) => {
    const scores = await trained.logits(indices);
    answers.add(indices, scores);
    return scores;
  };
  for await (const event of evaluate({ logits, labels, classes })) {
    if (event.type === "result") {
      tell(`Tested on ${event.evaluation.count} images in ${testingTook()}.`);
      if (!historyOf(log.events).evaluated) {
        const { sha256 } = await store.put(encodeTestPredictions(answers.predictions));
        log.append(toEvaluated(event.evaluation, sha256));
      }
      return event.evaluation;
    }
    if (commands.has("cancel") || commands.has("interrupt")) throw new Broken();
    await nextTurn();
  }
  throw new Error("The evaluation ended without a result.");
}

async function publish(
  bench: Bench,
  { trainingImages, network }: Training,
  trained: TrainedNetwork,
  evaluation: Evaluation,
) {
  const { assignment, log, store, engine, record, dataset, standardisation, frozen } = bench;
  const { manifestSha256, bytes } = await publishModel({
    store,
    spec: assignment.spec,
    trained,
    evaluation,
    image: dataset.image,
    classes: dataset.classes,
    test: dataset.test,
    network,
    frozen,
    createPredictor: engine.createPredictor,
    standardisation,
    trainingImages,
    engine: record,
    codeVersion: codeVersion(),
    finishedAt: new Date(),
  });
  log.append({ type: "published", manifestSha256, bytes });
}

const toEvaluated = (
  { count, loss, accuracy, confusion, perClass }: Evaluation,
  predictionsSha256: string,
): RunEventData => ({
  type: "evaluated",
  count,
  testLoss: loss,
  testAccuracy: accuracy,
  confusion,
  perClass,
  predictionsSha256,
});
