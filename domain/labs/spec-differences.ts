import { specCost } from "../experiments/cost.ts";
import { sameValue } from "../experiments/same-value.ts";
import type { ExperimentSpec } from "../experiments/spec.ts";
import { count } from "./answers/wording.ts";

/**
 * In what the training of a run departs from the one that the lab asks for, in words; empty where it differs in nothing or
 * in the seed alone. The network is the same.
 */
export function specDifferences(spec: ExperimentSpec, asked: ExperimentSpec): string[] {
  const differences: string[] = [];
  const images = specCost(spec).trainingImages;
  const askedImages = specCost(asked).trainingImages;
  if (images !== askedImages) differences.push(`${count(images)} of ${count(askedImages)} training pictures`);
  if (spec.epochs !== asked.epochs) {
    differences.push(`${spec.epochs} ${spec.epochs === 1 ? "epoch" : "epochs"} instead of ${asked.epochs}`);
  }
  if (spec.batchSize !== asked.batchSize)
    differences.push(`batches of ${spec.batchSize} instead of ${asked.batchSize}`);
  for (const [field, words] of OTHERS) {
    if (!sameValue(spec[field], asked[field])) differences.push(words);
  }
  return differences;
}

const OTHERS = [
  ["optimizer", "another optimiser"],
  ["schedule", "another schedule of the learning rate"],
  ["augmentation", "augmented pictures"],
  ["preprocessing", "another preprocessing"],
  ["split", "another split"],
  ["select", "other weights kept"],
  ["precision", "another precision"],
] as const satisfies readonly (readonly [keyof ExperimentSpec, string])[];
