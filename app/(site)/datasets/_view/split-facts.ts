import { trainTestSplit } from "#domain/datasets/split";
import type { SplitChoice } from "./dataset-view.ts";

export type SplitFacts = {
  trainingCount: number;
  validationCount: number;
  /** Images of each class in validation. */
  validationPerClass: number[];
  /** The first images in validation, in the order of the split. */
  first: number[];
  isValidation: (number: number) => boolean;
};

const FIRST = 10;

/**
 * Which training images a run with this split validates on: computed by the function that splits them in the trainer.
 *
 * @param labels class index of each training image
 */
export function splitFacts(labels: readonly number[], classes: number, split: SplitChoice): SplitFacts {
  const { train, test: validation } = trainTestSplit(labels.length, split.validationFraction, split.seed);
  const members = new Uint8Array(labels.length);
  const validationPerClass = new Array<number>(classes).fill(0);
  for (const number of validation) {
    members[number] = 1;
    const label = labels[number] ?? 0;
    validationPerClass[label] = (validationPerClass[label] ?? 0) + 1;
  }
  return {
    trainingCount: train.length,
    validationCount: validation.length,
    validationPerClass,
    first: Array.from(validation.subarray(0, FIRST)),
    isValidation: (number) => members[number] === 1,
  };
}
