/** The runs that are disturbed: seconds of training each, on the real images, with whatever depends on chance. */
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";

const base: ExperimentSpec = {
  ...presetSpec("scratch", 1),
  split: { validationFraction: 0.05, seed: 13 },
  trainingSubset: 4_800,
  epochs: 6,
};

const network = (convolution: { batchNorm: boolean; residual: boolean }): ExperimentSpec["architecture"] => ({
  backbone: null,
  blocks: [
    {
      kind: "conv",
      convolution: "standard",
      filters: 4,
      kernel: 3,
      activation: "leakyRelu",
      pool: "max",
      dropout: 0.25,
      kernelInitializer: "glorotUniform",
      ...convolution,
    },
  ],
  head: { kernelInitializer: "glorotUniform" },
});

/** Each is trained once without faults first; what is launched later is one of them. */
export const SPECS: readonly ExperimentSpec[] = [
  { ...base, architecture: network({ batchNorm: false, residual: false }) },
  { ...base, seed: 2, architecture: network({ batchNorm: true, residual: false }) },
  { ...base, seed: 3, batchSize: 64, architecture: network({ batchNorm: false, residual: false }) },
];
