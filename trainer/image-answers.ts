/** What a trained network answers to images of a data set: to the pictures, or to what frozen layers answered to them. */
import type { Network } from "#ml/architectures/network";
import type { Standardisation } from "#ml/data/standardise";
import type { Dataset } from "./datasets/cifar10.ts";
import type { Engine } from "./engines/engine.ts";
import type { FrozenPart } from "./features/open-frozen-part.ts";

export type ImageAnswers = {
  /** Logits, [indices.length, classes], of images; of a network without classes its features. */
  logits(indices: Int32Array): Promise<Float32Array>;
  dispose(): void;
};

export type AnswersTask = {
  engine: Pick<Engine, "createPredictor">;
  dataset: Dataset;
  /** The spec's, of pictures. */
  standardisation: Standardisation;
  frozen: FrozenPart | null;
  network: Network;
  /** All weights of the network. */
  parameters: Float32Array;
};

/** @param part whose images the indices count */
export function imageAnswers(
  { engine, dataset, standardisation, frozen, network, parameters }: AnswersTask,
  part: "train" | "test",
): ImageAnswers {
  const predictor = engine.createPredictor({
    network,
    image: network.input,
    standardisation: frozen ? null : standardisation,
    parameters,
  });
  const first = part === "test" ? (frozen?.features.test ?? 0) : 0;
  const logits = (indices: Int32Array) =>
    frozen
      ? predictor.logits(
          frozen.features,
          indices.map((index) => first + index),
        )
      : predictor.logits(dataset[part].images, indices);
  return { logits, dispose: () => predictor.dispose() };
}
