import type { ImageShape } from "#domain/architectures/layers";
import { KERAS_ADAM, KERAS_ADAMW, presetSpec } from "#domain/experiments/presets";
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
    backbone: null,
    blocks: [
      {
        kind: "conv",
        convolution: "standard",
        filters: 4,
        kernel: 3,
        batchNorm: false,
        residual: false,
        activation: "leakyRelu",
        pool: "max",
        dropout: 0.25,
        kernelInitializer: "glorotUniform",
      },
      { kind: "dense", units: 8, batchNorm: false, activation: "relu", dropout: 0.25, kernelInitializer: "heNormal" },
    ],
    head: { kernelInitializer: "glorotUniform" },
  },
  optimizer: { ...KERAS_ADAM, learningRate: 0.01 },
  batchSize: 15,
  epochs: 3,
};

/** Mean losses over the first one, two and three steps, by tfjs' cpu backend, which is plain JavaScript. */
export const SAMPLE_LOSSES = [1.9602833986282349, 1.8195978999137878, 1.721212903658549] as const;

/** What a training changes that uses what the first does not: other blocks, decay, a schedule and changed images. */
export const AUGMENTED_SPEC: Partial<ExperimentSpec> = {
  augmentation: { flip: true, shift: 1, cutout: 2 },
  architecture: {
    backbone: null,
    blocks: [
      {
        kind: "conv",
        convolution: "separable",
        filters: 4,
        kernel: 3,
        batchNorm: true,
        residual: true,
        activation: "relu",
        pool: "max",
        dropout: 0.1,
        kernelInitializer: "heNormal",
      },
      { kind: "dense", units: 8, batchNorm: true, activation: "relu", dropout: 0, kernelInitializer: "heNormal" },
    ],
    head: { kernelInitializer: "glorotUniform" },
  },
  optimizer: { ...KERAS_ADAMW, learningRate: 0.02, weightDecay: 0.01 },
  schedule: { kind: "cosine", warmupEpochs: 0.5, finalFraction: 0.1 },
};

/** Mean losses of that over the first one, two and three steps, by tfjs' cpu backend. */
export const AUGMENTED_LOSSES = [1.0805920362472534, 1.0539034008979797, 1.1107182900110881] as const;

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
