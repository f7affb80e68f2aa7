/** What a comparison is told about its runs. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import { ENGINE, seedRun } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  owner = await site.signUp();
  stranger = await site.signUp();
});
afterAll(() => site.close());

const finished = { state: "succeeded", startedAt: new Date(), finishedAt: new Date(), engine: ENGINE } as const;

const epoch = (runId: string, number: number, validationAccuracy: number, validationLoss: number | null) => ({
  runId,
  epoch: number,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validationLoss,
  validationAccuracy,
  seconds: 10,
  imagesPerSecond: 4000,
});

/** Stores the answers of a run to images whose true class is 0: right where `right` says so. */
async function seedAnswers(runId: string, right: readonly boolean[], labels = right.map(() => 0)) {
  const { sha256 } = await site.services.store.put(
    encodeTestPredictions({
      classes: 10,
      labels: Uint8Array.from(labels),
      top: Uint8Array.from(right.flatMap((isRight, i) => [isRight ? (labels[i] ?? 0) : 5, 6, 7])),
      probabilities: new Float32Array(3 * right.length),
    }),
  );
  await site.services.prisma.run.update({ where: { id: runId }, data: { predictionsSha256: sha256 } });
}

describe("comparisons.byIds", () => {
  it("answers in the order that is asked for, with what became of each metric and when it was best", async () => {
    const { prisma } = site.services;
    const spec = presetSpec("deeper", 2);
    const first = await seedRun(site.services, owner.viewer.id, { name: "one", spec, ...finished, confusion: [[1]] });
    const second = await seedRun(site.services, owner.viewer.id, { name: "two", state: "failed" });
    await prisma.runMetric.createMany({
      data: [
        { runId: first, metric: "validationAccuracy", count: 3, first: 0.5, last: 0.6, min: 0.5, max: 0.7 },
        { runId: first, metric: "loss", count: 2, first: 2, last: Number.NaN, min: 2, max: 2 },
      ],
    });
    await prisma.runEpoch.createMany({
      data: [
        epoch(first, 1, 0.5, 1.2),
        epoch(first, 2, 0.7, Number.NaN),
        epoch(first, 3, 0.7, 0.9),
        epoch(first, 4, 0.6, null),
      ],
    });
    const { runs, gone } = await site.as(owner).comparisons.byIds({ ids: [second, first, second] });
    expect(runs.map(({ name }) => name)).toEqual(["two", "one"]);
    expect(gone).toEqual([]);
    expect(runs[0]).toMatchObject({ state: "failed", metrics: {}, bestAt: {}, confusion: null, answers: false });
    expect(runs[1]).toMatchObject({
      preset: "deeper",
      parameters: 282_250,
      spec: { seed: 2 },
      engine: { deviceName: "Test CPU" },
      metrics: {
        validationAccuracy: { first: 0.5, last: 0.6, min: 0.5, max: 0.7 },
        loss: { first: 2, last: Number.NaN },
      },
      bestAt: { validationAccuracy: 2, validationLoss: 3 },
      confusion: [[1]],
    });
  });

  it("names what is gone, and a deleted run of one's own by its name; the others work", async () => {
    const kept = await seedRun(site.services, owner.viewer.id, finished);
    const deleted = await seedRun(site.services, owner.viewer.id, { name: "thrown away", ...finished });
    const foreign = await seedRun(site.services, stranger.viewer.id, { name: "private", ...finished });
    const never = randomUUID();
    await site.as(owner).runs.delete({ id: deleted });
    const { runs, gone } = await site.as(owner).comparisons.byIds({ ids: [deleted, kept, foreign, never] });
    expect(runs.map(({ id }) => id)).toEqual([kept]);
    expect(gone).toEqual([
      { id: deleted, name: "thrown away" },
      { id: foreign, name: null },
      { id: never, name: null },
    ]);
  });

  it("shows by a link the runs of the link alone", async () => {
    const shown = await seedRun(site.services, owner.viewer.id, finished);
    const hidden = await seedRun(site.services, owner.viewer.id, finished);
    const { path } = await site.as(owner).shares.create({ target: { kind: "comparison", runIds: [shown], view: "" } });
    const { runs, gone } = await (await site.via(path)).comparisons.byIds({ ids: [shown, hidden] });
    expect(runs.map(({ id }) => id)).toEqual([shown]);
    expect(gone).toEqual([{ id: hidden, name: null }]);
  });
});

describe("comparisons.pair", () => {
  it("counts which images each got right, and tests the difference", async () => {
    const a = await seedRun(site.services, owner.viewer.id, finished);
    const b = await seedRun(site.services, owner.viewer.id, finished);
    // 12 images: 2 both, 1 only the first, 9 only the second.
    await seedAnswers(a, [true, true, true, ...Array(9).fill(false)]);
    await seedAnswers(b, [true, true, false, ...Array(9).fill(true)]);
    const paired = await site.as(owner).comparisons.pair({ a, b });
    expect(paired).toMatchObject({ both: 2, onlyA: 1, onlyB: 9, neither: 0, method: "exact", p: 22 / 1024 });
  });

  it("refuses runs without answers, and answers to other images", async () => {
    const a = await seedRun(site.services, owner.viewer.id, { name: "tested", ...finished });
    const b = await seedRun(site.services, owner.viewer.id, { name: "untested", state: "cancelled" });
    await seedAnswers(a, [true, true]);
    await expect(site.as(owner).comparisons.pair({ a, b })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("untested"),
    });
    await seedAnswers(b, [true, true], [0, 4]);
    await expect(site.as(owner).comparisons.pair({ a, b })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
