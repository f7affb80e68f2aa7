/**
 * Whether a network is right as often as it says: images are sorted into bins by the probability of the answer, and in each
 * bin the mean probability is held against the share of right answers.
 *
 * Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks, ICML 2017, equations 2 and 3.
 */
import { type TestPredictions, TOP } from "../runs/test-predictions.ts";

export const CALIBRATION_BINS = 15;

export type CalibrationBin = {
  /** The bin holds probabilities above `from` up to and with `to`; the first also 0. */
  from: number;
  to: number;
  count: number;
  /** Share of right answers and mean probability of the answer; null in an empty bin. */
  accuracy: number | null;
  confidence: number | null;
};

export type Calibration = {
  bins: CalibrationBin[];
  count: number;
  /** Over all images. */
  accuracy: number;
  confidence: number;
  /** Expected calibration error: the mean over the images of how far accuracy and confidence of their bin lie apart. */
  error: number;
};

/** @returns null when there is no image, or a probability that is no number: there is nothing to be calibrated then */
export function calibrationOf(
  { labels, top, probabilities }: TestPredictions,
  bins = CALIBRATION_BINS,
): Calibration | null {
  const sums = Array.from({ length: bins }, () => ({ count: 0, right: 0, confidence: 0 }));
  for (const [image, label] of labels.entries()) {
    const probability = probabilities[TOP * image] ?? Number.NaN;
    const bin = sums[Math.max(0, Math.min(bins - 1, Math.ceil(probability * bins) - 1))];
    if (!bin) return null;
    bin.count += 1;
    bin.right += top[TOP * image] === label ? 1 : 0;
    bin.confidence += probability;
  }
  const count = labels.length;
  if (count === 0) return null;
  const total = (of: (bin: (typeof sums)[number]) => number) => sums.reduce((sum, bin) => sum + of(bin), 0);
  return {
    bins: sums.map((bin, i) => ({
      from: i / bins,
      to: (i + 1) / bins,
      count: bin.count,
      accuracy: bin.count > 0 ? bin.right / bin.count : null,
      confidence: bin.count > 0 ? bin.confidence / bin.count : null,
    })),
    count,
    accuracy: total((bin) => bin.right) / count,
    confidence: total((bin) => bin.confidence) / count,
    error: total((bin) => Math.abs(bin.right - bin.confidence)) / count,
  };
}
