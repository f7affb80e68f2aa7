/** A spec as facts to read: what was trained, on what, and how. */
import type { BackboneSpec, Block } from "#domain/architectures/blocks";
import { BACKBONES } from "#domain/backbones/catalogue";
import { DATASETS } from "#domain/datasets/catalogue";
import { specCost } from "#domain/experiments/cost";
import { lastBlocksInWords } from "#domain/experiments/layer-rows";
import { presetOf } from "#domain/experiments/presets";
import type { Augmentation, ExperimentSpec, OptimizerSpec, Schedule } from "#domain/experiments/spec";
import { formatCount, formatPercent } from "../../../_ui/numbers.ts";

type Fact = { key: string; value: string };

const PREPROCESSING = { standardise: "standardised", scale: "scaled to 0–1" } as const;
const SELECTION = { last: "of the last epoch", "best-validation": "of the best epoch" } as const;

const listed = (parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join(", ");

function optimizerInShort(optimizer: OptimizerSpec): string {
  switch (optimizer.kind) {
    case "adam":
    case "adamw": {
      const { kind, learningRate, beta1, beta2, epsilon } = optimizer;
      const moments = `${learningRate} (${beta1}, ${beta2}, ${epsilon})`;
      return kind === "adam" ? `Adam, ${moments}` : `AdamW, ${moments}, decay ${optimizer.weightDecay}`;
    }
    case "sgd": {
      const { learningRate, momentum, nesterov, weightDecay } = optimizer;
      const decay = weightDecay > 0 && `decay ${weightDecay}`;
      return `SGD, ${listed([`${learningRate}`, `momentum ${momentum}`, nesterov && "Nesterov", decay])}`;
    }
  }
}

function scheduleInShort(schedule: Schedule): string {
  switch (schedule.kind) {
    case "constant":
      return "constant";
    case "cosine": {
      const { warmupEpochs, finalFraction } = schedule;
      const warmup = warmupEpochs > 0 && `warm-up over ${warmupEpochs} ${warmupEpochs === 1 ? "epoch" : "epochs"}`;
      return listed(["cosine", warmup, `to ${formatPercent(finalFraction, 0)}`]);
    }
    case "exponential": {
      const { decayRate, decayEpochs, staircase } = schedule;
      const period = decayEpochs === 1 ? "epoch" : `${decayEpochs} epochs`;
      return listed(["exponential", `× ${decayRate} each ${period}`, staircase && "in steps"]);
    }
  }
}

const augmentationInShort = ({ flip, shift, cutout }: Augmentation): string =>
  listed([flip && "mirrored", shift > 0 && `shifted by up to ${shift} px`, cutout > 0 && `cutout ${cutout} px`]) ||
  "none";

const SEEN = { average: "averages", none: "map" } as const;
const SEES = { own: "as it learnt", notebook: "the notebook’s way" } as const;

/** How a backbone sees pictures, what is seen of it, and what becomes of it. */
function backboneFacts({ id, side, preprocessing, pooling, fineTuning }: BackboneSpec): Fact[] {
  return [
    { key: "Backbone", value: `${BACKBONES[id].title}, ${side} px` },
    { key: "It sees", value: SEES[preprocessing] },
    { key: "Features", value: SEEN[pooling] },
    {
      key: "Fine-tuning",
      value: fineTuning
        ? `${lastBlocksInWords(fineTuning.blocks)} after epoch ${fineTuning.afterEpochs}, rate × ${fineTuning.rateFactor}`
        : "none, frozen",
    },
  ];
}

/** What a network of one's own is made of beyond plain convolutions and products. */
const traitsOf = (blocks: readonly Block[]): string =>
  listed([
    blocks.some((block) => block.kind === "conv" && block.convolution === "separable") && "separable",
    blocks.some(({ batchNorm }) => batchNorm) && "batch norm",
    blocks.some((block) => block.kind === "conv" && block.residual) && "residual",
  ]);

export function configurationFacts(spec: ExperimentSpec): Fact[] {
  const { backbone } = spec.architecture;
  const { trainingImages, validationImages } = specCost(spec);
  return [
    {
      key: "Network",
      value: presetOf(spec.architecture) ?? listed(["own", traitsOf(spec.architecture.blocks) || false]),
    },
    ...(backbone ? backboneFacts(backbone) : []),
    { key: "Optimiser", value: optimizerInShort(spec.optimizer) },
    { key: "Rate", value: scheduleInShort(spec.schedule) },
    { key: "Epochs", value: formatCount(spec.epochs) },
    { key: "Batch", value: formatCount(spec.batchSize) },
    { key: "Seed", value: String(spec.seed) },
    { key: "Precision", value: spec.precision },
    ...(spec.device === "gpu" ? [{ key: "Device", value: "a GPU" }] : []),
    { key: "Weights", value: SELECTION[spec.select] },
    {
      key: "Data set",
      value: listed([
        DATASETS[spec.dataset].title,
        // A backbone that sees as it learnt to takes its own.
        backbone?.preprocessing !== "own" && PREPROCESSING[spec.preprocessing],
      ]),
    },
    { key: "Augmentation", value: augmentationInShort(spec.augmentation) },
    {
      key: "Training images",
      value: `${spec.trainingSubset === null ? "all" : "the first"} ${formatCount(trainingImages)}`,
    },
    {
      key: "Validation",
      value: `${formatCount(validationImages)} images (${formatPercent(spec.split.validationFraction, 0)}), split ${spec.split.seed}`,
    },
  ];
}
