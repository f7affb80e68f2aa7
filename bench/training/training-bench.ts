/** Images per second in training, ours beside Keras, PyTorch and stock TensorFlow.js. */
import { type BenchOutput, type BenchResult, defineBench, type Figure } from "../bench.ts";
import { Contestant } from "../contestants/contestant.ts";
import { IMAGES, imagesFlag, NETWORKS, type NetworkId } from "../contestants/contestant-flags.ts";
import { CONTESTANTS, type ContestantName, contestantCommand } from "../contestants/line-up.ts";
import { number, someOf, wholeNumber } from "../options/flags.ts";
import { balancedOrder } from "./balanced-order.ts";
import { type Speeds, summariseSpeeds } from "./comparison.ts";
import { ratiosOf, speedTable } from "./speed-report.ts";

const flags = {
  rounds: wholeNumber("rounds, each with a window of every contestant", 5),
  seconds: number("least length of a window; Keras and stock `fit` end theirs with an epoch", 5, 0.1),
  network: someOf("networks", NETWORKS, NETWORKS),
  only: someOf("contestants", CONTESTANTS, CONTESTANTS),
  images: imagesFlag,
};

type Options = { rounds: number; seconds: number; images: number; only: ContestantName[] };

export const trainingBench = defineBench({
  summary: `images per second in training beside Keras, PyTorch and stock TensorFlow.js (${IMAGES} images, batch 32)`,
  flags,
  run: async ({ network: networks, ...options }, output): Promise<BenchResult> => {
    const result: BenchResult = { figures: {}, ratios: {}, versions: {} };
    for (const network of networks) {
      const { speeds, setupSeconds, versions } = await measure(network, options, output);
      output.print(`\n${network}, images per second\n\n${speedTable(speeds)}\n`);
      result.figures[network] = { imagesPerSecond: asFigures(speeds), setupSeconds };
      Object.assign(result.ratios, ratiosOf(network, speeds));
      Object.assign(result.versions, versions);
    }
    return result;
  },
});

async function measure(network: NetworkId, { rounds, seconds, images, only }: Options, { say }: BenchOutput) {
  const contestants: Contestant[] = [];
  const versions: Record<string, string> = {};
  for (const name of only) {
    const contestant = await Contestant.start(name, await contestantCommand(name, { network, images }));
    const { setupSeconds } = contestant.ready;
    say(`${network}: ${name} is ready after ${setupSeconds.toFixed(1)} s, warming up`);
    await contestant.train(seconds);
    contestants.push(contestant);
    Object.assign(versions, contestant.ready.versions);
  }
  const measured = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contestant of balancedOrder(contestants, round)) {
      const window = await contestant.train(seconds);
      const speed = window.images / window.seconds;
      measured.get(contestant.name)?.push(speed);
      say(`${network}, round ${round + 1} of ${rounds}: ${contestant.name} ${Math.round(speed)} images/s`);
    }
  }
  await Promise.all(contestants.map((contestant) => contestant.end()));
  const setupSeconds = Object.fromEntries(contestants.map(({ name, ready }) => [name, ready.setupSeconds]));
  const speeds = new Map([...measured].map(([name, values]) => [name as ContestantName, summariseSpeeds(values)]));
  return { speeds, setupSeconds, versions };
}

const asFigures = (speeds: ReadonlyMap<string, Speeds>): Record<string, Figure> => Object.fromEntries(speeds);
