import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { trainTestSplit } from "#domain/datasets/split";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { modelManifest } from "#domain/models/manifest";
import { type RunEventData, runFailure } from "#domain/runs/events";
import { backbonesFolder } from "../backbones/backbone-weights.ts";
import { prepareBackbone } from "../backbones/prepare-backbone.ts";
import { openEngine } from "../engines/open-engine.ts";
import { featuresFolder } from "../features/feature-space.ts";
import { seedFeatures } from "./seed-features.ts";
import type { TrainerProcess } from "./trainer-process.ts";
import { TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const preset = presetSpec("pretrained-lite", 7);
const onBackbone = (changes: object): ExperimentSpec["architecture"] => ({
  ...preset.architecture,
  blocks: [],
  backbone: { ...preset.architecture.backbone, side: 96, ...changes } as ExperimentSpec["architecture"]["backbone"],
});
const SPEC: ExperimentSpec = {
  ...preset,
  architecture: onBackbone({}),
  split: { validationFraction: 0.05, seed: 13 },
  trainingSubset: 640,
  optimizer: { kind: "adam", learningRate: 0.003, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  epochs: 4,
};
const IMAGES = 60_000;
/** Whole chunks of images to learn from, nearly all of them; the trainers compute the others and all images to test on. */
const SEEDED = { chunks: 97, images: 97 * 512 };

const folder = backbonesFolder(process.env);
const reason = await prepareBackbone(folder, "efficientnet-lite0", () => {}).then(
  () => null,
  (error: Error) => error.message,
);

describe.skipIf(reason !== null)(`a run on a frozen backbone${reason ? `, not tested: ${reason}` : ""}`, () => {
  let place: Workplace;
  let trainer: TrainerProcess | null = null;
  let undisturbed: string;

  beforeAll(async () => {
    place = await Workplace.open();
    const { train, test } = trainTestSplit(50_000, SPEC.split.validationFraction, SPEC.split.seed);
    const read = Int32Array.of(...train.subarray(0, SPEC.trainingSubset ?? 0), ...test);
    const seed = { train: read, test: new Int32Array(), until: SEEDED.images };
    await seedFeatures(await openEngine(), SPEC, place.home("seeded"), seed);
    await cp(place.home("seeded"), place.home("whole"), { recursive: true });
  });
  afterEach(stop);
  afterAll(() => place.close());

  /** Trainers share a queue, so there is one at a time. */
  function start(home: string, env: Record<string, string> = {}): TrainerProcess {
    trainer = place.startTrainer({ CULTIVAR_HOME: place.home(home), BACKBONES_DIR: folder, ...env });
    return trainer;
  }

  async function stop(): Promise<void> {
    trainer?.kill("SIGTERM");
    await trainer?.ended;
    trainer = null;
  }

  async function progressOf(run: string) {
    const rows = await place.prisma.runEvent.findMany({ where: { runId: run }, orderBy: { seq: "asc" } });
    return rows.map(({ data }) => data as RunEventData).filter((data) => data.type === "features");
  }

  /** Lines of the journal of the only features in a home. */
  async function chunksIn(home: string): Promise<string[]> {
    const features = featuresFolder({ CULTIVAR_HOME: place.home(home) });
    const [key = ""] = (await readdir(features)).filter((name) => !name.includes("."));
    const lines = (await readFile(join(features, key, "chunks.jsonl"), "utf8")).trim().split("\n");
    return lines.toSorted();
  }

  const computing = (run: string, images: number) =>
    place.until(`the features of ${images} images`, async () =>
      (await progressOf(run)).some(({ phase, done }) => phase === "computing" && done >= images),
    );

  async function failureOf(spec: ExperimentSpec) {
    const { state, failure } = await place.end(await place.launch(spec));
    expect(state).toBe("failed");
    return runFailure.parse(failure);
  }

  it("computes the features that are missing, trains on them, and publishes the whole network", async () => {
    start("whole");
    const run = await place.launch(SPEC);
    const { state, testAccuracy, bestValidationAccuracy, model } = await place.end(run);
    expect(state).toBe("succeeded");
    // By 640 images; a network of one's own learns a quarter from so few.
    expect(bestValidationAccuracy).toBeGreaterThan(0.6);
    expect(testAccuracy).toBeGreaterThan(0.6);
    undisturbed = await place.weightsOf(run);

    const progress = await progressOf(run);
    const computed = progress.filter(({ phase }) => phase === "computing");
    expect(computed.length).toBeGreaterThan(1);
    for (const { done, total } of computed) {
      expect(total).toBe(IMAGES);
      expect(done).toBeGreaterThan(SEEDED.images);
    }
    expect(computed.at(-1)).toMatchObject({ done: IMAGES, imagesPerSecond: expect.any(Number) });
    const { types } = await place.historyOf(run);
    expect(types.lastIndexOf("features")).toBeLessThan(types.indexOf("started"));

    const bytes = await place.store.get(model?.manifestSha256 ?? "");
    const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(bytes ?? undefined)));
    expect(manifest.backbone?.id).toBe("efficientnet-lite0");
    expect(manifest.weights.map(({ name }) => name)).toEqual(["dense_1/kernel", "dense_1/bias"]);
    expect(manifest.parameters).toBeGreaterThan(3_000_000);
    expect(model?.bytes).toBeGreaterThan(13_000_000);

    const second = await place.launch(SPEC);
    expect((await place.end(second)).state).toBe("succeeded");
    expect(new Set((await progressOf(second)).map(({ phase }) => phase))).toEqual(new Set(["checking"]));
    expect(await place.weightsOf(second)).toBe(undisturbed);
  });

  it("takes from the store what another trainer has computed", async () => {
    start("other");
    const run = await place.launch(SPEC);
    expect((await place.end(run)).state).toBe("succeeded");
    const phases = new Set((await progressOf(run)).map(({ phase }) => phase));
    expect([phases.has("fetching"), phases.has("computing")]).toEqual([true, false]);
    expect(await place.weightsOf(run)).toBe(undisturbed);
    // For the tests that follow, in which trainers compute.
    await place.prisma.featureSet.deleteMany();
  });

  it("ends at once when it is cancelled while features are computed, and keeps those", async () => {
    start("seeded");
    const run = await place.launch(SPEC);
    await computing(run, SEEDED.images + 1500);
    const asked = Date.now();
    await place.prisma.run.update({ where: { id: run }, data: { command: "cancel" } });
    const { state, model } = await place.end(run);
    expect({ state, model }).toEqual({ state: "cancelled", model: null });
    expect(Date.now() - asked).toBeLessThan(5000);
    const { length } = await chunksIn("seeded");
    expect(length).toBeGreaterThanOrEqual(SEEDED.chunks + 2);
    expect(length).toBeLessThan((await chunksIn("whole")).length);
  });

  it("goes on with another trainer process where features were, to the same weights", async () => {
    const { length } = await chunksIn("seeded");
    start("seeded");
    const run = await place.launch(SPEC);
    await computing(run, 512 * length + 1);
    await place.prisma.run.update({ where: { id: run }, data: { crashes: 2 } });
    await computing(run, 512 * length + 1500);
    const first = trainer;
    await stop();
    expect(first?.exitCode).toBe(0);
    const { state, crashes } = await place.prisma.run.findUniqueOrThrow({ where: { id: run } });
    // What is kept of the features forgives the deaths before it.
    expect({ state, crashes }).toEqual({ state: "queued", crashes: 0 });
    expect((await chunksIn("seeded")).length).toBeGreaterThan(length);

    start("seeded");
    expect((await place.end(run)).state).toBe("succeeded");
    expect(await place.weightsOf(run)).toBe(undisturbed);
    expect(await chunksIn("seeded")).toEqual(await chunksIn("whole"));
  });

  it("fails with advice where weights are missing and cannot be got", async () => {
    await mkdir(place.home("nothing"));
    start("bare", { BACKBONES_DIR: place.home("nothing"), PATH: place.home("nothing") });
    expect(await failureOf(SPEC)).toMatchObject({
      code: "backbone",
      advice: expect.stringContaining("as the details say"),
      details: expect.stringContaining("EfficientNet-Lite0"),
    });
  });

  it("fails with advice where features may not take the room that they need", async () => {
    start("small", { FEATURES_LIMIT_GB: "0.1" });
    expect(await failureOf(SPEC)).toMatchObject({
      code: "disk",
      details: expect.stringContaining("FEATURES_LIMIT_GB"),
    });
  });
});
