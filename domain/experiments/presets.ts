/** The lab notebook's networks and its way of training them, as specs. */
import type { Architecture, BackboneSpec, Block, BlockActivation, Initializer } from "../architectures/blocks.ts";
import { sameValue } from "./same-value.ts";
import type { ExperimentSpec, OptimizerSpec, Schedule } from "./spec.ts";

export const PRESET_IDS = ["scratch", "deeper", "pretrained", "pretrained-gap", "pretrained-lite"] as const;
export type PresetId = (typeof PRESET_IDS)[number];

const notebookConv = (filters: number): Block => ({
  kind: "conv",
  convolution: "standard",
  filters,
  kernel: 3,
  batchNorm: false,
  residual: false,
  activation: "leakyRelu",
  pool: "max",
  dropout: 0.25,
  kernelInitializer: "glorotUniform",
});

/** The notebook's frozen Xception on enlarged, standardised pictures. */
const NOTEBOOK_XCEPTION = {
  id: "xception",
  side: 224,
  preprocessing: "notebook",
  pooling: "none",
  fineTuning: null,
} as const satisfies BackboneSpec;

const notebookDense = (activation: BlockActivation, kernelInitializer: Initializer) =>
  ({
    kind: "dense" as const,
    units: 64,
    batchNorm: false,
    activation,
    dropout: 0.25,
    kernelInitializer,
  }) satisfies Block;

const ARCHITECTURES: Record<PresetId, Architecture> = {
  scratch: {
    backbone: null,
    blocks: [notebookConv(32), notebookDense("relu", "randomNormal")],
    head: { kernelInitializer: "randomNormal" },
  },
  deeper: {
    backbone: null,
    blocks: [notebookConv(32), notebookConv(64), notebookDense("leakyRelu", "glorotUniform")],
    head: { kernelInitializer: "glorotUniform" },
  },
  pretrained: {
    backbone: NOTEBOOK_XCEPTION,
    blocks: [{ ...notebookDense("relu", "glorotUniform"), units: 128, dropout: 0 }],
    head: { kernelInitializer: "glorotUniform" },
  },
  "pretrained-gap": {
    backbone: { ...NOTEBOOK_XCEPTION, preprocessing: "own", pooling: "average" },
    blocks: [],
    head: { kernelInitializer: "glorotUniform" },
  },
  "pretrained-lite": {
    backbone: { id: "efficientnet-lite0", side: 224, preprocessing: "own", pooling: "average", fineTuning: null },
    blocks: [{ ...notebookDense("relu", "glorotUniform"), units: 256, dropout: 0.5 }],
    head: { kernelInitializer: "glorotUniform" },
  },
};

/** Adam with Keras' defaults. */
export const KERAS_ADAM = { kind: "adam", learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
/** AdamW with Keras' defaults. */
export const KERAS_ADAMW = { ...KERAS_ADAM, kind: "adamw", weightDecay: 0.004 } as const;
/** Keras' SGD default rate, with the usual momentum. */
export const KERAS_SGD = { kind: "sgd", learningRate: 0.01, momentum: 0.9, nesterov: false, weightDecay: 0 } as const;

/** What each optimiser and schedule begins with when it is chosen, in a form or as a value of a sweep. */
export const OPTIMIZERS = {
  adam: KERAS_ADAM,
  adamw: KERAS_ADAMW,
  sgd: KERAS_SGD,
} as const satisfies Record<OptimizerSpec["kind"], OptimizerSpec>;
export const SCHEDULES = {
  constant: { kind: "constant" },
  cosine: { kind: "cosine", warmupEpochs: 0, finalFraction: 0 },
  exponential: { kind: "exponential", decayRate: 0.8, decayEpochs: 1, staircase: false },
} as const satisfies Record<Schedule["kind"], Schedule>;

/** Where a preset is not trained as the notebook trains its networks. */
const TRAININGS: Partial<Record<PresetId, Partial<ExperimentSpec>>> = {
  // A rate that falls is worth half a point here.
  "pretrained-lite": { schedule: SCHEDULES.cosine },
};

/** The training of a preset: the notebook's, but for what suits the network better; `seed` is ours, the notebook sets none. */
export function presetSpec(preset: PresetId, seed = 1): ExperimentSpec {
  return {
    v: 1,
    dataset: "cifar10",
    preprocessing: "standardise",
    split: { validationFraction: 0.2, seed: 13 },
    trainingSubset: null,
    augmentation: { flip: false, shift: 0, cutout: 0 },
    architecture: structuredClone(ARCHITECTURES[preset]),
    optimizer: { ...KERAS_ADAM },
    schedule: { ...SCHEDULES.constant },
    epochs: 10,
    batchSize: 32,
    seed,
    select: "last",
    precision: "float32",
    device: "any",
    ...structuredClone(TRAININGS[preset]),
  };
}

/** The preset whose network this is, or null for a network of one's own. */
export const presetOf = (architecture: Architecture): PresetId | null =>
  PRESET_IDS.find((id) => sameValue(architecture, ARCHITECTURES[id])) ?? null;

/** The spec with a preset's network, and with that preset's schedule unless it has another than the preset before. */
export function withPreset(spec: ExperimentSpec, preset: PresetId): ExperimentSpec {
  const before = presetOf(spec.architecture);
  const { architecture, schedule } = presetSpec(preset);
  const isUntouched = sameValue(spec.schedule, before ? presetSpec(before).schedule : SCHEDULES.constant);
  return { ...spec, architecture, schedule: isUntouched ? schedule : spec.schedule };
}
