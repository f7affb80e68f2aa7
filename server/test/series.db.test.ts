import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunEventData } from "#domain/runs/events";
import { createContext } from "../context.ts";
import { createCaller } from "../router.ts";
import type { SharedAccess } from "../trpc.ts";
import { ENGINE, seedEvents, seedRun } from "./seeds.ts";
import { type Caller, createTestSite, type Person, type TestSite } from "./test-site.ts";

const START = new Date("2026-01-01T00:00:00Z");
const STEPS_PER_EPOCH = 100;

let site: TestSite;
let person: Person;
let api: Caller;
let run: string;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
  api = site.as(person);
});
afterAll(() => site.close());
beforeEach(async () => {
  run = await seedRun(site.services, person.viewer.id, {
    state: "running",
    startedAt: START,
    stepsPerEpoch: STEPS_PER_EPOCH,
  });
});

/** Points `from`..`to`, one per step and second, with a loss of 1, or what `loss` says in SQL of its step `s`. */
const seedPoints = (id: string, from: number, to: number, loss = "1") =>
  site.services.prisma.$executeRawUnsafe(
    `INSERT INTO run_point ("runId", seq, at, step, loss, accuracy)
     SELECT $1::uuid, s + 1, timestamp '2026-01-01' + s * interval '1 second', s, ${loss}, s / 10000.0
     FROM generate_series($2::int, $3::int) AS s`,
    id,
    from,
    to,
  );

const floats = (base64: string | null | undefined) => {
  const bytes = Buffer.from(base64 ?? "", "base64");
  return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleBE(index * 8));
};
const integers = (base64: string | null | undefined) => {
  const bytes = Buffer.from(base64 ?? "", "base64");
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readInt32BE(index * 4));
};
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

async function read(input: Partial<Parameters<Caller["series"]["points"]>[0]> = {}) {
  const { columns } = await api.series.points({ ids: [run], metrics: ["loss", "accuracy"], ...input });
  const [column] = columns;
  const { loss } = column?.metrics ?? {};
  return {
    points: column?.points,
    lastSeq: column?.lastSeq,
    count: integers(column?.count),
    step: floats(column?.step),
    at: floats(column?.at),
    mean: floats(loss?.mean),
    min: floats(loss?.min),
    max: floats(loss?.max),
    odd: integers(loss?.odd),
    loss,
  };
}

describe("buckets", () => {
  it("keep a spike of one step at every width, and the whole of the run", async () => {
    await seedPoints(run, 1, 5000, "CASE WHEN s = 3141 THEN 77 WHEN s = 2718 THEN -5 ELSE 1 END");
    for (const buckets of [10, 37, 400, 1000]) {
      const { count, max, min, step, mean, points, lastSeq } = await read({ buckets });
      expect(count.length).toBeLessThanOrEqual(buckets);
      expect(sum(count)).toBe(5000);
      expect({ points, lastSeq }).toEqual({ points: 5000, lastSeq: 5001 });
      expect(Math.max(...max)).toBe(77);
      expect(Math.min(...min)).toBe(-5);
      const spike = max.indexOf(77);
      expect(step[spike - 1] ?? 0).toBeLessThan(3141);
      expect(step[spike]).toBeGreaterThanOrEqual(3141);
      expect(step.at(-1)).toBe(5000);
      expect(sum(mean.map((value, index) => value * (count[index] ?? 0)))).toBeCloseTo(4998 + 77 - 5, 6);
    }
  });

  it("of a short run are its points, in full precision", async () => {
    await seedPoints(run, 1, 20, "0.1::float8 + 0.2::float8 / s");
    const { count, mean, step, at, loss } = await read();
    expect(count).toEqual(Array(20).fill(1));
    expect(step).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(at[0]).toBe(START.getTime() + 1000);
    expect(mean).toEqual(step.map((s) => 0.1 + 0.2 / s));
    expect(loss).toMatchObject({ min: null, max: null, odd: null });
  });

  it("hold NaN and infinities apart from what is finite", async () => {
    await seedPoints(
      run,
      1,
      100,
      "CASE s WHEN 5 THEN 'NaN' WHEN 6 THEN 'NaN' WHEN 15 THEN 'Infinity' WHEN 25 THEN '-Infinity' ELSE s::float8 END",
    );
    await site.services.prisma
      .$executeRaw`UPDATE run_point SET loss = 'NaN' WHERE "runId" = ${run}::uuid AND step > 90`;
    const { mean, min, max, odd, count } = await read({ buckets: 10 });
    expect(count).toEqual(Array(10).fill(10));
    expect(odd).toEqual([2 * 8 + 1, 8 + 2, 8 + 4, 0, 0, 0, 0, 0, 0, 10 * 8 + 1]);
    expect(mean.slice(0, 9).every(Number.isFinite)).toBe(true);
    expect(mean[0]).toBeCloseTo((55 - 5 - 6) / 8, 12);
    expect([mean[9], min[9], max[9]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(max[1]).toBe(20);
  });

  it("say nothing of what was not measured", async () => {
    await seedPoints(run, 1, 5);
    const { columns } = await api.series.points({ ids: [run], metrics: ["gpu"] });
    expect(columns[0]?.metrics.gpu).toEqual({ mean: null, min: null, max: null, odd: null });
  });

  it("of a run without points are none", async () => {
    const answer = await api.series.points({ ids: [run], metrics: ["loss"] });
    expect(answer.runs).toMatchObject([{ id: run, state: "running" }]);
    expect(answer.columns).toMatchObject([{ points: 0, lastSeq: 0, count: "", step: "" }]);
  });
});

describe("ranges", () => {
  it("are finer the less they span, in the units of each axis", async () => {
    await seedPoints(run, 1, 5000, "CASE WHEN s = 3141 THEN 77 ELSE 1 END");
    const ranges = [
      { x: "step", from: 3100, to: 3199 },
      { x: "epoch", from: 31, to: 31.99 },
      { x: "relative", from: 3100, to: 3199 },
      { x: "wall", from: START.getTime() + 3_100_000, to: START.getTime() + 3_199_000 },
    ] as const;
    for (const range of ranges) {
      const { step, mean } = await read({ range });
      expect(step).toEqual(Array.from({ length: 100 }, (_, index) => 3100 + index));
      expect(mean[41]).toBe(77);
    }
  });

  it("may hold nothing", async () => {
    await seedPoints(run, 1, 50);
    expect((await read({ range: { x: "step", from: 1000, to: 2000 } })).count).toEqual([]);
  });
});

describe("a run that went on from a checkpoint", () => {
  const resumed: RunEventData = { type: "resumed", engine: ENGINE, trainer: "t", epoch: 2, step: 50 };

  it("shows each step once, as it was trained last", async () => {
    await seedPoints(run, 1, 300, "2");
    await seedEvents(site.services, run, 400, [resumed]);
    await site.services.prisma.$executeRaw`
      INSERT INTO run_point ("runId", seq, at, step, loss)
      SELECT ${run}::uuid, 500 + s, timestamp '2026-01-02' + s * interval '1 second', s, 3 FROM generate_series(251, 280) s`;
    const { step, mean } = await read();
    expect(step).toEqual(Array.from({ length: 280 }, (_, index) => index + 1));
    expect(mean[249]).toBe(2);
    expect(mean[250]).toBe(3);
  });
});

describe("since", () => {
  const since = (seq: number, epoch: number) =>
    api.series.since({ runs: [{ id: run, seq, epoch }], metrics: ["loss"] });

  it("tells what is new and nothing twice", async () => {
    await seedPoints(run, 1, 30);
    await seedEpochs(run, 2);
    const { columns, epochs, runs } = await since(21, 1);
    expect(runs).toMatchObject([{ id: run, state: "running", stepsPerEpoch: 100, startedAt: START.getTime() }]);
    expect(floats(columns[0]?.step)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(columns[0]?.lastSeq).toBe(31);
    expect(integers(epochs[0]?.epoch)).toEqual([2]);
    const nothing = await since(31, 2);
    expect(nothing.columns).toMatchObject([{ points: 0, lastSeq: 31, count: "" }]);
    expect(nothing.epochs).toEqual([]);
  });
});

async function seedEpochs(id: string, count: number) {
  for (let epoch = 1; epoch <= count; epoch++) {
    const values = { epoch, trainLoss: 1 / epoch, trainAccuracy: 0.5, validationLoss: null, validationAccuracy: 0.6 };
    await site.services.prisma.runEpoch.create({ data: { runId: id, ...values, seconds: 1, imagesPerSecond: 1 } });
    await seedEvents(site.services, id, 600 + epoch, [{ type: "epoch", ...values, seconds: 1, imagesPerSecond: 1 }]);
  }
}

it("epochs come with the time at which they ended", async () => {
  await seedEpochs(run, 3);
  const [epochs] = await api.series.epochs({ ids: [run] });
  expect(integers(epochs?.epoch)).toEqual([1, 2, 3]);
  expect(floats(epochs?.trainLoss)).toEqual([1, 0.5, 1 / 3]);
  expect(floats(epochs?.validationLoss)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  for (const at of floats(epochs?.at)) expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
});

describe("whose runs", () => {
  it("strangers and links to other runs get nothing, and do not spoil what is one's own", async () => {
    await seedPoints(run, 1, 5);
    const stranger = await site.signUp();
    const own = await seedRun(site.services, stranger.viewer.id);
    const ids = [run, own, randomUUID()];
    const answer = await site.as(stranger).series.points({ ids, metrics: ["loss"] });
    expect(answer.runs.map(({ id }) => id)).toEqual([own]);
    expect(answer.columns.map(({ id }) => id)).toEqual([own]);
    expect(await site.as(stranger).series.epochs({ ids: [run] })).toEqual([]);
    const known = { runs: [{ id: run, seq: 0, epoch: 0 }], metrics: ["loss" as const] };
    expect(await site.as(stranger).series.since(known)).toEqual({ runs: [], columns: [], epochs: [] });
  });

  it("whoever came by a link reads its runs, and only those", async () => {
    const other = await seedRun(site.services, person.viewer.id);
    await seedPoints(run, 1, 5);
    const share: SharedAccess = {
      id: randomUUID(),
      ownerId: person.viewer.id,
      ownerName: person.viewer.name,
      runIds: [run],
      target: { kind: "run", runId: run },
    };
    const guest = createCaller(createContext(site.services, null, share));
    const answer = await guest.series.points({ ids: [run, other], metrics: ["loss"] });
    expect(answer.columns.map(({ id, points }) => [id, points])).toEqual([[run, 5]]);
  });

  it("too many runs, and ranges that end before they begin, are refused", async () => {
    const ids = Array.from({ length: 51 }, () => randomUUID());
    await expect(api.series.points({ ids, metrics: ["loss"] })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(read({ range: { x: "step", from: 5, to: 5 } })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
