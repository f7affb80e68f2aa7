/** Test accuracy over several seeds, beside Keras' or beside another precision of ours. */

import { type BenchOutput, type BenchResult, defineBench, type Figure } from "../bench.ts";
import { NETWORKS, type NetworkId, PRECISIONS, precisionFlag } from "../contestants/contestant-flags.ts";
import { optionalOneOf, optionalWholeNumber, someOf, UsageError, wholeNumber, wholeNumbers } from "../options/flags.ts";
import { runToEnd } from "../processes/run-to-end.ts";
import { trainCommand, trainOutcome } from "../processes/train-command.ts";
import { describeSample } from "../statistics/sample.ts";
import { type Difference, welchInterval } from "../statistics/welch-interval.ts";
import { accuracyReport, type Side } from "./accuracy-report.ts";
import { KERAS_BASELINE } from "./keras-baseline.ts";

const flags = {
  seeds: wholeNumbers("seeds", "1-5"),
  presets: someOf("networks", NETWORKS, NETWORKS),
  precision: precisionFlag,
  against: optionalOneOf("compare with that precision, trained in the same run, instead of Keras", PRECISIONS),
  epochs: wholeNumber("epochs; other than Keras' number to try the bench only", KERAS_BASELINE.epochs),
  limit: optionalWholeNumber("train and test on N images each only, to try the bench"),
};

type Setting = { epochs: number; limit: number | undefined };

export const accuracyBench = defineBench({
  summary: "test accuracy over seeds, beside Keras' with a 95 % interval of the difference",
  flags,
  run: async ({ seeds, presets, precision, against, ...setting }, output): Promise<BenchResult> => {
    if (seeds.length < 2) throw new UsageError("--seeds must name two at least, or there is no deviation.");
    if (against === precision) throw new UsageError(`--against ${against} compares ${precision} with itself.`);
    if (!against && (setting.limit !== undefined || setting.epochs !== KERAS_BASELINE.epochs)) {
      output.say(
        `Keras trained ${KERAS_BASELINE.epochs} epochs on all images: this compares nothing, it tries the bench.`,
      );
    }
    const result: BenchResult = {
      figures: { seeds, ...setting, limit: setting.limit ?? null },
      ratios: {},
      versions: {},
    };
    for (const preset of presets) {
      const ours: Side = { name: precision, accuracies: [] };
      const rival: Side | null = against ? { name: against, accuracies: [] } : null;
      Object.assign(result.versions, await train(preset, rival ? [ours, rival] : [ours], seeds, setting, output));
      const theirs = rival ?? kerasSide(preset);
      const { figures, difference } = compare(ours, theirs);
      output.print(accuracyReport(preset, seeds, ours, theirs, difference));
      result.figures[preset] = figures;
      result.ratios[`${preset}.${theirs.name}`] = mean(ours) / mean(theirs);
    }
    return result;
  },
});

const mean = ({ accuracies }: Side) => describeSample(accuracies).mean;

const kerasSide = (preset: NetworkId): Side => ({
  name: "keras",
  accuracies: Object.values(KERAS_BASELINE.testAccuracy[preset]),
});

/**
 * Trains each side's precision with every seed, seed by seed, and adds the accuracies to the sides.
 * @returns the engine's version
 */
async function train(
  preset: NetworkId,
  sides: readonly Side[],
  seeds: readonly number[],
  { epochs, limit }: Setting,
  { say }: BenchOutput,
): Promise<Record<string, string>> {
  let versions = {};
  for (const seed of seeds) {
    for (const side of sides) {
      const further = [
        ...(side.name === "float32" ? [] : ["--precision", side.name]),
        ...(limit ? ["--limit", String(limit), "--eval-limit", String(limit)] : []),
      ];
      const { messages, seconds } = await runToEnd("npm run train", trainCommand({ preset, epochs, seed, further }));
      const outcome = trainOutcome(messages);
      side.accuracies.push(outcome.testAccuracy);
      versions = outcome.versions;
      say(`${preset}, seed ${seed}, ${side.name}: ${outcome.testAccuracy} in ${Math.round(seconds)} s`);
    }
  }
  return versions;
}

function compare(ours: Side, theirs: Side): { figures: Record<string, Figure>; difference: Difference } {
  const [a, b] = [describeSample(ours.accuracies), describeSample(theirs.accuracies)];
  const difference = welchInterval(a, b);
  const figures = {
    [ours.name]: { testAccuracy: ours.accuracies, ...a },
    [theirs.name]: { testAccuracy: theirs.accuracies, ...b },
    difference: { ...difference },
  };
  return { figures, difference };
}
