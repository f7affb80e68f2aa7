import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readEvents } from "../event-log/read-events.ts";
import type { TrainerProcess } from "./trainer-process.ts";
import { numbersTo, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

describe("a run whose processes die", () => {
  let place: Workplace;
  let trainer: TrainerProcess;
  let undisturbed: string;

  beforeAll(async () => {
    place = await Workplace.open();
    trainer = place.startTrainer();
    const run = await place.launch();
    expect((await place.end(run)).state).toBe("succeeded");
    undisturbed = await place.weightsOf(run);
  });

  afterAll(() => place.close());

  /** The run ended as if nothing had happened, and its history says what did. */
  async function expectUndisturbed(run: string) {
    const { state, bestEpoch, epoch } = await place.end(run);
    expect({ state, epoch }).toEqual({ state: "succeeded", epoch: 4 });
    expect(bestEpoch).toBeGreaterThan(0);
    expect(await place.weightsOf(run)).toBe(undisturbed);
    const { numbers, epochs, types } = await place.historyOf(run);
    expect(numbers).toEqual(numbersTo(numbers.length));
    expect(epochs).toEqual([1, 2, 3, 4]);
    expect(types.filter((type) => ["started", "evaluated", "published", "ended"].includes(type))).toEqual([
      "started",
      "evaluated",
      "published",
      "ended",
    ]);
    expect(types.filter((type) => type === "resumed")).toHaveLength(1);
    expect(types.filter((type) => type === "layers")).toHaveLength(4);
    // Points of batches that were trained twice stay; nothing is counted twice.
    const progress = types.filter((type) => type === "progress").length;
    expect(await place.prisma.runPoint.count({ where: { runId: run } })).toBe(progress);
    const metrics = await place.prisma.runMetric.findMany({ where: { runId: run } });
    const countOf = Object.fromEntries(metrics.map(({ metric, count }) => [metric, count]));
    expect(countOf).toMatchObject({ loss: progress, validationLoss: 4, testLoss: 1 });
    // A model takes the place of checkpoints.
    expect(await place.prisma.checkpoint.count({ where: { runId: run } })).toBe(0);
  }

  it("goes on by itself when the worker is killed", async () => {
    const run = await place.launch();
    await place.secondEpochOf(run);
    process.kill(trainer.trainingWorkers().at(-1) ?? 0, "SIGKILL");
    await expectUndisturbed(run);
  });

  it("goes on from the checkpoint before a damaged one", async () => {
    const run = await place.launch();
    await place.secondEpochOf(run);
    const worker = trainer.trainingWorkers().at(-1) ?? 0;
    process.kill(worker, "SIGSTOP");
    const logFile = join(place.home(), "runs", run, "events.jsonl");
    await place.until("the last event", async () => {
      const shipped = await place.prisma.runEvent.count({ where: { runId: run } });
      return shipped === (await readEvents(logFile)).length;
    });
    const [newest, before] = await place.prisma.checkpoint.findMany({
      where: { runId: run },
      orderBy: [{ epoch: "desc" }, { step: "desc" }],
    });
    const { sha256 = "" } = newest ?? {};
    const file = join(place.folder, "store", sha256.slice(0, 2), sha256);
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0, bytes.length / 2));
    process.kill(worker, "SIGKILL");

    await expectUndisturbed(run);
    expect(await place.event(run, "resumed")).toMatchObject({ epoch: before?.epoch, step: before?.step });
    const tells = await place.event(run, "log", (data) => data.type === "log" && data.message.includes("damaged"));
    expect(tells).not.toBeNull();
  });

  it("goes on when the supervisor is killed and started again", async () => {
    const run = await place.launch();
    await place.secondEpochOf(run);
    trainer.kill("SIGKILL");
    await trainer.ended;
    trainer = place.startTrainer();
    await expectUndisturbed(run);
  });

  it("is queued with a checkpoint when the trainer is asked to end, and goes on with the next", async () => {
    const run = await place.launch();
    await place.secondEpochOf(run);
    trainer.kill("SIGTERM");
    await trainer.ended;
    expect(trainer.exitCode).toBe(0);
    const { state, finishedAt } = await place.prisma.run.findUniqueOrThrow({ where: { id: run } });
    expect({ state, finishedAt }).toEqual({ state: "queued", finishedAt: null });
    const { types } = await place.historyOf(run);
    expect(types.at(-1)).toBe("checkpoint");

    trainer = place.startTrainer();
    await expectUndisturbed(run);
  });
});
