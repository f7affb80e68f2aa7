/** What a spec costs once its shapes are known, and which budgets it breaks. */
import type { Architecture } from "../architectures/blocks.ts";
import { layersOf } from "../architectures/layers.ts";
import { type NetworkSummary, summarize } from "../architectures/summary.ts";
import { DATASETS, type DatasetId } from "../datasets/catalogue.ts";
import { COST_LIMITS } from "../limits.ts";
import { thousands } from "../text/thousands.ts";

type Costed = {
  dataset: DatasetId;
  architecture: Architecture;
  split: { validationFraction: number };
  trainingSubset: number | null;
  batchSize: number;
  epochs: number;
};

export type SpecCost = {
  network: NetworkSummary;
  trainingImages: number;
  validationImages: number;
  stepsPerEpoch: number;
  /** Activations and their gradients of a batch, and weights with gradient and two optimiser slots. */
  trainingBytes: number;
  /** Training and validation. A backward pass costs about twice its forward pass, so a trained image counts three times its forward FLOPs. */
  epochFlops: number;
  trainingFlops: number;
};

/** scikit-learn rounds the held-out part up. */
export const validationCount = (total: number, fraction: number): number => Math.ceil(total * fraction);

export function specCost(spec: Costed): SpecCost {
  const { image, classes, train } = DATASETS[spec.dataset];
  const network = summarize(layersOf(spec.architecture, classes.length), image);
  const validationImages = validationCount(train.count, spec.split.validationFraction);
  const available = train.count - validationImages;
  const trainingImages = Math.min(spec.trainingSubset ?? available, available);
  const epochFlops = (3 * trainingImages + validationImages) * network.flops;
  return {
    network,
    trainingImages,
    validationImages,
    stepsPerEpoch: Math.ceil(trainingImages / spec.batchSize),
    trainingBytes: 2 * spec.batchSize * network.activationBytes + 4 * 4 * network.parameters,
    epochFlops,
    trainingFlops: spec.epochs * epochFlops,
  };
}

export type SpecProblem = { path: (string | number)[]; message: string };

const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** The budgets that `spec` breaks, each with the field to change. */
export function costProblems(spec: Costed): SpecProblem[] {
  const cost = specCost(spec);
  const problems: SpecProblem[] = [];
  const { train } = DATASETS[spec.dataset];
  const available = train.count - cost.validationImages;
  if (spec.trainingSubset !== null && spec.trainingSubset > available) {
    problems.push({
      path: ["trainingSubset"],
      message: `Training images: the split leaves ${thousands(available)}; ask for at most that many, or for all.`,
    });
  }
  if (cost.network.parameters > COST_LIMITS.parameters) {
    const largest = cost.network.layers.reduce((a, b) => (b.parameters > a.parameters ? b : a));
    problems.push({
      path: ["architecture", "blocks"],
      message:
        `The network has ${thousands(cost.network.parameters)} parameters; the limit is ` +
        `${thousands(COST_LIMITS.parameters)}. ${largest.layer.name} holds ${thousands(largest.parameters)}: ` +
        "make it smaller or pool more before it.",
    });
  }
  if (cost.trainingBytes > COST_LIMITS.trainingBytes) {
    problems.push({
      path: ["batchSize"],
      message:
        `A training step would need ${gibibytes(cost.trainingBytes)} of memory; the limit is ` +
        `${gibibytes(COST_LIMITS.trainingBytes)}. Lower the batch size or the filters.`,
    });
  }
  if (cost.trainingFlops > COST_LIMITS.trainingFlops) {
    problems.push({
      path: ["epochs"],
      message:
        `The training would take ${thousands(cost.trainingFlops / 1e12)} TFLOPs; the limit is ` +
        `${thousands(COST_LIMITS.trainingFlops / 1e12)}. Lower the epochs, the filters or the training images.`,
    });
  }
  return problems;
}
