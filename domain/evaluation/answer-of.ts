import { NO_CLASS, type TestPredictions, TOP } from "../runs/test-predictions.ts";

/** What a network answered to one image of the test set. */
export type Answer = {
  /** Index of the image in the test set. */
  image: number;
  /** Its true class. */
  truth: number;
  /** The most probable classes, best first, at most three; probabilities 0..1. */
  top: readonly { label: number; probability: number }[];
};

/** @param image an index below the number of predictions */
export function answerOf({ labels, top, probabilities }: TestPredictions, image: number): Answer {
  const at = TOP * image;
  return {
    image,
    truth: labels[image] ?? 0,
    top: Array.from(top.subarray(at, at + TOP), (label, place) => ({
      label,
      probability: probabilities[at + place] ?? 0,
    })).filter(({ label }) => label !== NO_CLASS),
  };
}
