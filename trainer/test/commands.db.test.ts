import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runFailure } from "#domain/runs/events";
import { readEvents } from "../event-log/read-events.ts";
import type { TrainerProcess } from "./trainer-process.ts";
import { numbersTo, SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const LONG_SPEC = { ...SMALL_SPEC, epochs: 200, trainingSubset: 1_600 };

describe("a run that does not train to its end", () => {
  let place: Workplace;
  let trainer: TrainerProcess;

  beforeAll(async () => {
    place = await Workplace.open();
    // One thread: most of these runs train until a test ends them.
    trainer = place.startTrainer({ CULTIVAR_THREADS: "1" });
  });

  afterAll(() => place.close());

  const ask = (run: string, command: "stop" | "cancel") =>
    place.prisma.run.update({ where: { id: run }, data: { command } });

  async function failureOf(run: string) {
    const { state, failure } = await place.end(run);
    expect(state).toBe("failed");
    const parsed = runFailure.parse(failure);
    expect(await place.event(run, "ended")).toMatchObject({ state: "failed", message: parsed.message });
    return parsed;
  }

  it("ends within a batch when it is cancelled, and keeps history and latest checkpoint", async () => {
    const run = await place.launch(LONG_SPEC);
    await place.secondEpochOf(run);
    await ask(run, "cancel");
    const { state, model, finishedAt } = await place.end(run);
    expect({ state, model }).toEqual({ state: "cancelled", model: null });
    expect(finishedAt).not.toBeNull();
    const { numbers, types } = await place.historyOf(run);
    expect(numbers).toEqual(numbersTo(numbers.length));
    expect(types.at(-1)).toBe("ended");
    await place.until("the end of older checkpoints", async () => {
      return (await place.prisma.checkpoint.count({ where: { runId: run } })) === 1;
    });
  });

  it("leaves no checkpoint in the store when it is removed and the store swept", async () => {
    const run = await place.launch({ ...LONG_SPEC, seed: 99 });
    await place.secondEpochOf(run);
    process.kill(trainer.trainingWorkers().at(-1) ?? 0, "SIGSTOP");
    const folder = join(place.home(), "runs", run);
    const events = await readEvents(join(folder, "events.jsonl"));
    const put = events.flatMap(({ data }) => (data.type === "checkpoint" ? [data.sha256] : []));
    const stored = async () => (await Promise.all(put.map((sha256) => place.store.get(sha256)))).filter(Boolean);
    expect((await stored()).length).toBeGreaterThan(0);
    await place.prisma.run.delete({ where: { id: run } });
    await place.until("the end of its log", async () => !existsSync(folder));
    await place.sweepStore();
    expect(await stored()).toEqual([]);
  });

  it("is cancelled even when its worker hangs", async () => {
    const run = await place.launch(LONG_SPEC);
    await place.until("the start", () => place.event(run, "started"));
    process.kill(trainer.trainingWorkers().at(-1) ?? 0, "SIGSTOP");
    await ask(run, "cancel");
    expect((await place.end(run)).state).toBe("cancelled");
  });

  it("finishes its epoch and publishes a model when it is stopped", async () => {
    const run = await place.launch(LONG_SPEC);
    await place.secondEpochOf(run);
    await ask(run, "stop");
    const { state, endedEarly, testCount, testAccuracy, model, trainingSeconds } = await place.end(run);
    expect({ state, endedEarly, testCount }).toEqual({ state: "succeeded", endedEarly: true, testCount: 10_000 });
    expect(model).toMatchObject({ testAccuracy, trainingSubset: LONG_SPEC.trainingSubset, publishedAt: null });
    expect(trainingSeconds).toBeGreaterThan(0);
    const { epochs, types } = await place.historyOf(run);
    expect(epochs).toEqual(numbersTo(epochs.length));
    expect(types.filter((type) => type === "stopping")).toHaveLength(1);
    expect(types.filter((type) => type !== "log").slice(-3)).toEqual(["evaluated", "published", "ended"]);
  });

  it("fails with the field when its spec is not valid", async () => {
    const failure = await failureOf(await place.launch({ ...SMALL_SPEC, epochs: 1_000_000 }));
    expect(failure).toMatchObject({ code: "invalid-spec", message: expect.stringContaining("Epochs") });
  });

  it("fails with advice when the loss is no longer a number", async () => {
    const optimizer = { kind: "sgd", learningRate: 1, momentum: 0.999, nesterov: false };
    const dense = { kind: "dense", units: 64, activation: "relu", dropout: 0, kernelInitializer: "glorotUniform" };
    const blocks = [dense, dense, dense];
    const head = { kernelInitializer: "glorotUniform" };
    const run = await place.launch({ ...SMALL_SPEC, optimizer, architecture: { blocks, head } });
    const failure = await failureOf(run);
    expect(failure).toMatchObject({
      code: "diverged",
      message: expect.stringMatching(/^The loss was no longer finite in epoch 1, batch \d+\./),
      advice: expect.stringContaining("learning rate"),
    });
    // The point at which it happened is the last one.
    const points = await place.prisma.runPoint.findMany({ where: { runId: run }, orderBy: { seq: "asc" } });
    expect(points.map(({ loss }) => Number.isFinite(loss)).indexOf(false)).toBe(points.length - 1);
    expect(failure.message).toContain(`batch ${points.at(-1)?.step}.`);
    const metric = { runId_metric: { runId: run, metric: "loss" } };
    const { last, max, count } = await place.prisma.runMetric.findUniqueOrThrow({ where: metric });
    expect({ last, count }).toEqual({ last: points.at(-1)?.loss, count: points.length });
    if (points.length > 1) expect(Number.isFinite(max)).toBe(true);
  });

  it("fails when trainers died of it again and again", async () => {
    const run = await place.launch();
    await place.prisma.run.update({ where: { id: run }, data: { crashes: 3 } });
    expect(await failureOf(run)).toMatchObject({ code: "crashed", message: expect.stringContaining("trainer died") });
  });

  it("fails when its worker dies again and again without getting on", async () => {
    const before = trainer.trainingWorkers().length;
    const run = await place.launch();
    for (let crash = 1; crash <= 3; crash++) {
      await place.until(`worker ${crash}`, async () => trainer.trainingWorkers().length === before + crash);
      process.kill(trainer.trainingWorkers().at(-1) ?? 0, "SIGKILL");
    }
    expect(await failureOf(run)).toMatchObject({ code: "crashed", message: expect.stringContaining("3 times") });
  });
});
