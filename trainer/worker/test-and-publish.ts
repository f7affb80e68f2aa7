/** What follows a training: the test, and publication. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { RunEventData } from "#domain/runs/events";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import type { Evaluation } from "#ml/evaluation/evaluate";
import type { TrainedNetwork, Training } from "#ml/training/training";
import { codeVersion } from "../code-version.ts";
import { historyOf } from "../event-log/run-history.ts";
import { type DeliveredWeights, deliverWeights } from "../publishing/deliver-weights.ts";
import { indexTrainingImages } from "../publishing/index-training-images.ts";
import { publishModel } from "../publishing/publish-model.ts";
import type { Bench } from "./bench.ts";
import { Broken } from "./broken.ts";
import { stopwatch } from "./stopwatch.ts";

/**
 * Measures the trained network on the whole test set, as it will be published, and makes a model of it.
 *
 * @throws Broken when it is told to end before it is published
 */
export async function testAndPublish(bench: Bench, training: Training, trained: TrainedNetwork): Promise<void> {
  const { commands, log, tell, store, dataset } = bench;
  const { network } = training;
  const pause = async () => {
    if (commands.has("cancel") || commands.has("interrupt")) throw new Broken();
    await nextTurn();
  };
  const testingTook = stopwatch();
  const { delivered, predictions } = await deliverWeights({
    ...bench,
    network,
    parameters: trained.parameters,
    pause,
  });
  tell(`Tested on ${dataset.test.labels.length} images in ${testingTook()}; ${deliveryInWords(delivered)}.`);
  if (!historyOf(log.events).evaluated) {
    const { sha256 } = await store.put(encodeTestPredictions(predictions));
    log.append(toEvaluated(delivered.evaluation, sha256));
  }
  const indexingTook = stopwatch();
  const neighbours = await indexTrainingImages({
    ...bench,
    network,
    parameters: delivered.parameters,
    trained: training.trained,
    pause,
  });
  if (neighbours) tell(`Indexed ${neighbours.images} training images in ${indexingTook()}.`);
  const { assignment, engine, record, standardisation, frozen } = bench;
  const { manifestSha256, bytes } = await publishModel({
    store,
    spec: assignment.spec,
    trained,
    delivered,
    neighbours,
    image: dataset.image,
    classes: dataset.classes,
    test: dataset.test,
    network,
    frozen,
    createPredictor: engine.createPredictor,
    standardisation,
    trainingImages: training.trainingImages,
    engine: record,
    codeVersion: codeVersion(),
    finishedAt: new Date(),
  });
  log.append({ type: "published", manifestSha256, bytes });
}

const deliveryInWords = ({ bytes, delivery: { dtype, float32 } }: DeliveredWeights): string =>
  dtype === "float32"
    ? `weights stay float32, ${float32.bytes} bytes`
    : `weights as ${dtype} take ${bytes.length} bytes instead of ${float32.bytes}`;

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
