/** What a spec costs once its shapes are known, and which budgets it breaks. */
import type { Architecture } from "../architectures/blocks.ts";
import type { ImageShape } from "../architectures/layers.ts";
import { featureShape, layersOf, partsOf, runningParts } from "../architectures/layers-of.ts";
import { shapeSize } from "../architectures/shape-size.ts";
import { type NetworkSummary, summarize } from "../architectures/summary.ts";
import { DATASETS, type DatasetId } from "../datasets/catalogue.ts";
import { COST_LIMITS } from "../limits.ts";
import { thousands } from "../text/thousands.ts";

type Costed = {
  dataset: DatasetId;
  architecture: Architecture;
  split: { validationFraction: number };
  trainingSubset: number | null;
  augmentation: { flip: boolean };
  batchSize: number;
  epochs: number;
};

/** Features are kept as float16. */
const HALF_BYTES = 2;

export type SpecCost = {
  /** The whole network, from the picture to the probabilities. */
  network: NetworkSummary;
  /** Its layers that training runs in each step: all of them without a backbone. */
  trained: NetworkSummary;
  /** What those read of one picture: features of the frozen layers, or the picture itself. */
  features: ImageShape;
  trainingImages: number;
  validationImages: number;
  stepsPerEpoch: number;
  /** Activations and their gradients of a batch, and weights with gradient and two optimiser slots. */
  trainingBytes: number;
  /** Training and validation. A backward pass costs about twice its forward pass, so a trained image counts three times its forward FLOPs. */
  epochFlops: number;
  trainingFlops: number;
  /** Images of which features are computed, once for all trainings that need the same; 0 without a backbone. */
  featureImages: number;
  /** FLOPs and bytes of disk that the features of all of them take. */
  featureFlops: number;
  featureBytes: number;
};

/** Pictures of which features are computed: all to learn from, all to test on, and the former mirrored where a spec wants it. */
export const featureRows = ({ train, test }: { train: number; test: number }, flip: boolean): number =>
  train + test + (flip ? train : 0);

/** scikit-learn rounds the held-out part up. */
export const validationCount = (total: number, fraction: number): number => Math.ceil(total * fraction);

export function specCost(spec: Costed): SpecCost {
  const { image, classes, train, test } = DATASETS[spec.dataset];
  const network = summarize(layersOf(spec.architecture, classes.length), image);
  const { features, trained, frozenFlops } = trainedPart(spec.architecture, network, { image, classes });
  const validationImages = validationCount(train.count, spec.split.validationFraction);
  const available = train.count - validationImages;
  const trainingImages = Math.min(spec.trainingSubset ?? available, available);
  const epochFlops = (3 * trainingImages + validationImages) * trained.flops;
  const featureImages = spec.architecture.backbone
    ? featureRows({ train: train.count, test: test.count }, spec.augmentation.flip)
    : 0;
  return {
    network,
    trained,
    features,
    trainingImages,
    validationImages,
    stepsPerEpoch: Math.ceil(trainingImages / spec.batchSize),
    trainingBytes: 2 * spec.batchSize * trained.activationBytes + 4 * 4 * trained.parameters,
    epochFlops,
    trainingFlops: spec.epochs * epochFlops,
    featureImages,
    featureFlops: featureImages * frozenFlops,
    featureBytes: featureImages * shapeSize(features) * HALF_BYTES,
  };
}

/** What training runs in each step, what that reads, and the FLOPs of what comes before; without a backbone it is all of the network. */
function trainedPart(
  architecture: Architecture,
  network: NetworkSummary,
  { image, classes }: { image: ImageShape; classes: readonly string[] },
): { features: ImageShape; trained: NetworkSummary; frozenFlops: number } {
  if (!architecture.backbone) return { features: image, trained: network, frozenFlops: 0 };
  const running = runningParts(partsOf(architecture, classes.length));
  const features = featureShape(running.frozen, image);
  return {
    features,
    trained: summarize(running.trained, features),
    frozenFlops: summarize(running.frozen, image).flops,
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
  if (cost.trained.parameters > COST_LIMITS.parameters) {
    const largest = cost.trained.layers.reduce((a, b) => (b.parameters > a.parameters ? b : a));
    problems.push({
      path: ["architecture", "blocks"],
      message:
        `The network has ${thousands(cost.trained.parameters)} parameters to train; the limit is ` +
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
  if (cost.featureBytes > COST_LIMITS.featureBytes) {
    problems.push({
      path: ["architecture", "backbone", "side"],
      message:
        `The features of ${thousands(cost.featureImages)} pictures would take ${gibibytes(cost.featureBytes)}; the limit is ` +
        `${gibibytes(COST_LIMITS.featureBytes)}. Choose a smaller side, averages, fewer trained blocks, or no mirroring.`,
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
