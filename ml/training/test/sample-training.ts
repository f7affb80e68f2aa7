import type { ImageShape } from "#domain/architectures/layers";
import { KERAS_ADAM, presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { notebookStandardisation } from "../../data/standardise.ts";
import type { TrainingOptions } from "../training.ts";
import { syntheticImages } from "./synthetic-images.ts";

const IMAGE: ImageShape = [6, 6, 3];
const CLASSES = 4;

/** A training of a fraction of a second: 96 images in 7 steps an epoch, the last of them short. */
export const SAMPLE_SPEC: ExperimentSpec = {
  ...presetSpec("scratch", 3),
  architecture: {
    blocks: [
      {
        kind: "conv",
        filters: 4,
        kernel: 3,
        activation: "leakyRelu",
        pool: "max",
        dropout: 0.25,
        kernelInitializer: "glorotUniform",
      },
      { kind: "dense", units: 8, activation: "relu", dropout: 0.25, kernelInitializer: "heNormal" },
    ],
    head: { kernelInitializer: "glorotUniform" },
  },
  optimizer: { ...KERAS_ADAM, learningRate: 0.01 },
  batchSize: 15,
  epochs: 3,
};

/** Mean losses over the first one, two and three steps, by tfjs' cpu backend, which is plain JavaScript. */
export const SAMPLE_LOSSES = [1.9602833986282349, 1.8195978999137878, 1.721212903658549] as const;

export function sampleTraining(spec: Partial<ExperimentSpec> = {}): TrainingOptions {
  const data = syntheticImages(120, IMAGE, CLASSES);
  let milliseconds = 0;
  return {
    spec: { ...SAMPLE_SPEC, ...spec },
    data,
    image: IMAGE,
    classes: CLASSES,
    standardisation: notebookStandardisation(data.images, 6 * 6 * 3),
    clock: () => ++milliseconds,
    pause: async () => {},
  };
}
