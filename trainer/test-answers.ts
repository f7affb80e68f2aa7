/** What a trained network answers to the test set: to its pictures, or to what frozen layers answered to them. */
import type { Network } from "#ml/architectures/network";
import type { Standardisation } from "#ml/data/standardise";
import type { Dataset } from "./datasets/cifar10.ts";
import type { Engine } from "./engines/engine.ts";
import type { FrozenPart } from "./features/open-frozen-part.ts";

export type TestAnswers = {
  /** Logits, [indices.length, classes], of test images. */
  logits(indices: Int32Array): Promise<Float32Array>;
  dispose(): void;
};

type Task = {
  engine: Engine;
  dataset: Dataset;
  standardisation: Standardisation;
  frozen: FrozenPart | null;
  network: Network;
  /** All weights of the network. */
  parameters: Float32Array;
};

export function testAnswers({ engine, dataset, standardisation, frozen, network, parameters }: Task): TestAnswers {
  const image = network.input;
  const predictor = engine.createPredictor({
    network,
    image,
    standardisation: frozen ? null : standardisation,
    parameters,
  });
  const logits = (indices: Int32Array) =>
    frozen
      ? predictor.logits(
          frozen.features,
          indices.map((index) => frozen.features.test + index),
        )
      : predictor.logits(dataset.test.images, indices);
  return { logits, dispose: () => predictor.dispose() };
}
