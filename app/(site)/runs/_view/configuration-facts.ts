/** A spec as facts to read: what was trained, on what, and how. */
import { DATASETS } from "#domain/datasets/catalogue";
import { specCost } from "#domain/experiments/cost";
import { presetOf } from "#domain/experiments/presets";
import type { ExperimentSpec, OptimizerSpec } from "#domain/experiments/spec";
import { formatCount, formatPercent } from "../../../_ui/numbers.ts";

const PREPROCESSING = { standardise: "standardised", scale: "scaled to 0–1" } as const;
const SELECTION = { last: "of the last epoch", "best-validation": "of the best epoch" } as const;

function optimizerInShort(optimizer: OptimizerSpec): string {
  switch (optimizer.kind) {
    case "adam": {
      const { learningRate, beta1, beta2, epsilon } = optimizer;
      return `Adam, ${learningRate} (${beta1}, ${beta2}, ${epsilon})`;
    }
    case "sgd": {
      const { learningRate, momentum, nesterov } = optimizer;
      return `SGD, ${learningRate}, momentum ${momentum}${nesterov ? ", Nesterov" : ""}`;
    }
  }
}

export function configurationFacts(spec: ExperimentSpec): { key: string; value: string }[] {
  const { trainingImages, validationImages } = specCost(spec);
  return [
    { key: "Network", value: presetOf(spec.architecture) ?? "own" },
    { key: "Optimiser", value: optimizerInShort(spec.optimizer) },
    { key: "Epochs", value: formatCount(spec.epochs) },
    { key: "Batch", value: formatCount(spec.batchSize) },
    { key: "Seed", value: String(spec.seed) },
    { key: "Weights", value: SELECTION[spec.select] },
    { key: "Data set", value: `${DATASETS[spec.dataset].title}, ${PREPROCESSING[spec.preprocessing]}` },
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
