/** The runs table: what it finds, in which order, with which columns. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { isFilterable, RUN_COLUMNS } from "#domain/runs/run-columns";
import { comparisonsOf, FILTERS_MAX } from "#domain/runs/run-filter";
import { seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.experiment.deleteMany();
});

const scratch = presetSpec("scratch");
const seed = (name: string, overrides: Parameters<typeof seedRun>[2] = {}) =>
  seedRun(site.services, person.viewer.id, { name, ...overrides });
const list = (input: Parameters<ReturnType<TestSite["as"]>["runs"]["list"]>[0] = {}) =>
  site.as(person).runs.list(input);
const names = async (input: Parameters<typeof list>[0]) => (await list(input)).rows.map(({ name }) => name);
const only = (column: string, is: "eq" | "ne" | "lt" | "le" | "gt" | "ge" | "has" | "lacks", value: string) => ({
  filters: [{ column, is, value }],
  sort: { by: "name", order: "asc" as const },
});

const metric = (runId: string, metric: string, { first, last, min, max }: Record<string, number | null>) =>
  site.services.prisma.runMetric.create({
    data: { runId, metric, count: 2, first: first ?? 0, last: last ?? 0, min: min ?? null, max: max ?? null },
  });

describe("search", () => {
  it("looks into names, networks, tags and notes, and takes signs for themselves", async () => {
    await seed("plain");
    await seed("100% wool_a");
    await seed("tagged", { tags: ["lab 2"] });
    await seed("noted", { note: "the Best so far" });
    await seed("by network", { preset: "deeper" });
    expect(await names({ search: "LAB" })).toEqual(["tagged"]);
    expect(await names({ search: "best SO" })).toEqual(["noted"]);
    expect(await names({ search: "deep" })).toEqual(["by network"]);
    expect(await names({ search: "%" })).toEqual(["100% wool_a"]);
    expect(await names({ search: "_" })).toEqual(["100% wool_a"]);
    expect(await names({ search: "\\" })).toEqual([]);
    expect(await names({ search: "00% WOOL_" })).toEqual(["100% wool_a"]);
    expect(await names({ search: "l_a" })).toEqual(["100% wool_a"]);
    expect(await names({ search: "so" })).toEqual(["noted"]);
    expect(await names({ search: "2" })).toEqual(["tagged"]);
  });
});

describe("filters", () => {
  it("compare any field of the spec", async () => {
    const sgd = { kind: "sgd", learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0 } as const;
    await seed("adam");
    await seed("sgd", { spec: { ...scratch, optimizer: sgd, trainingSubset: 500 } });
    const { precision: _, schedule: __, augmentation: ___, ...older } = scratch;
    await seed("older", { spec: older as ExperimentSpec });
    expect(await names(only("learningRate", "ge", "0.1"))).toEqual(["sgd"]);
    expect(await names(only("learningRate", "lt", "0.1"))).toEqual(["adam", "older"]);
    expect(await names(only("learningRate", "eq", "1e-3"))).toEqual(["adam", "older"]);
    expect(await names(only("optimizer", "ne", "adam"))).toEqual(["sgd"]);
    expect(await names(only("nesterov", "eq", "true"))).toEqual(["sgd"]);
    expect(await names(only("trainingSubset", "le", "500"))).toEqual(["sgd"]);
    expect(await names(only("momentum", "ne", "0.9"))).toEqual(["adam", "older"]);
    expect(await names(only("precision", "eq", "float32"))).toEqual(["adam", "older", "sgd"]);
    expect(await names(only("filters", "eq", "32"))).toEqual(["adam", "older", "sgd"]);
    expect(await names(only("activations", "has", "leaky"))).toEqual(["adam", "older", "sgd"]);
    expect(
      await names({ filters: [...only("learningRate", "lt", "1").filters, ...only("optimizer", "eq", "sgd").filters] }),
    ).toEqual(["sgd"]);
  });

  it("know networks, tags, sweeps and times", async () => {
    const sweep = await site.services.prisma.sweep.create({
      data: { ownerId: person.viewer.id, name: "rates", plan: {}, launchKey: "01890000-0000-7000-8000-000000000000" },
    });
    await seed("a", { preset: "scratch", tags: ["x", "y"], startedAt: new Date("2026-01-02T00:00:00Z") });
    await seed("b", { tags: ["y"], startedAt: new Date("2026-01-01T23:59:59Z") });
    await seed("c", { sweepId: sweep.id });
    expect(await names(only("preset", "eq", "own"))).toEqual(["b", "c"]);
    expect(await names(only("preset", "ne", "own"))).toEqual(["a"]);
    expect(await names(only("tags", "has", "y"))).toEqual(["a", "b"]);
    expect(await names(only("tags", "lacks", "x"))).toEqual(["b", "c"]);
    expect(await names(only("sweep", "eq", sweep.id))).toEqual(["c"]);
    expect(await names(only("started", "ge", "2026-01-02"))).toEqual(["a"]);
    expect((await list({ ...only("sweep", "eq", sweep.id), columns: ["sweep"] })).rows[0]?.values).toEqual({
      sweep: "rates",
    });
  });

  it("count what they show, by state", async () => {
    await seed("a", { state: "failed", tags: ["x"] });
    await seed("b", { state: "succeeded", tags: ["x"] });
    await seed("c", { state: "failed" });
    const found = await list({ ...only("tags", "has", "x"), state: ["failed"] });
    expect(found.total).toBe(1);
    expect(found.counts).toMatchObject({ failed: 1, succeeded: 1 });
  });

  it("are refused where they make no sense, naming the field", async () => {
    await expect(list(only("learningRate", "lt", "fast"))).rejects.toThrow(/is no value for learning rate/);
    await expect(list({ sort: { by: "tags", order: "asc" } })).rejects.toThrow(/cannot be sorted/);
    await expect(list({ columns: ["colour"] })).rejects.toThrow(/no such column/);
  });

  it("each run on the database, for every column and comparison", async () => {
    await seed("a");
    const values: Record<string, string> = { number: "1", time: "2026-01-01", boolean: "true", sweep: randomUUID() };
    const filters = RUN_COLUMNS.filter(isFilterable).flatMap((column) =>
      comparisonsOf(column).map((is) => ({
        column: column.id,
        is,
        value: column.options?.[0] ?? values[column.type] ?? "x",
      })),
    );
    expect(filters.length).toBeGreaterThan(400);
    for (let from = 0; from < filters.length; from += FILTERS_MAX) {
      await expect(list({ filters: filters.slice(from, from + FILTERS_MAX) })).resolves.toBeDefined();
    }
  });
});

describe("order", () => {
  it("is by any aggregate of any metric; what has none, or no number, comes last both ways", async () => {
    await metric(await seed("low"), "validationLoss", { first: 2, last: 0.9, min: 0.5, max: 2 });
    await metric(await seed("high"), "validationLoss", { first: 1, last: 0.8, min: 0.7, max: 1 });
    await metric(await seed("diverged"), "validationLoss", { first: 3, last: Number.NaN, min: null, max: null });
    await seed("none");
    const by = (column: string, order: "asc" | "desc") => names({ sort: { by: column, order } });
    expect(await by("validationLoss.min", "asc")).toEqual(["low", "high", "none", "diverged"]);
    expect(await by("validationLoss.best", "desc")).toEqual(["high", "low", "none", "diverged"]);
    expect(await by("validationLoss.first", "asc")).toEqual(["high", "low", "diverged", "none"]);
    expect((await by("validationLoss.last", "desc")).slice(0, 2)).toEqual(["low", "high"]);
    expect(await names(only("validationLoss.min", "lt", "0.6"))).toEqual(["low"]);
  });

  it("is total: pages hold each run once, also among equals", async () => {
    for (let i = 0; i < 25; i++) await seed("same", { testAccuracy: 0.5 });
    const sort = { by: "learningRate", order: "desc" } as const;
    const pages = await Promise.all([1, 2, 3].map((page) => list({ sort, page, pageSize: 10 })));
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(25);
  });

  it("works for every column that can be sorted", async () => {
    await seed("a");
    for (const { id, type } of RUN_COLUMNS) {
      if (type === "drawn" || type === "tags" || type === "sweep") continue;
      expect(await names({ sort: { by: id, order: "asc" } }), id).toEqual(["a"]);
    }
  });
});

describe("columns", () => {
  it("carry the values that were asked for", async () => {
    const trainer = await seedTrainer(site.services);
    const id = await seed("a", {
      trainerId: trainer.id,
      tags: ["x"],
      note: "why",
      parameters: 525_898,
      preset: "scratch",
    });
    await metric(id, "trainLoss", { first: 2, last: 1, min: 1, max: 2 });
    const columns = [
      "learningRate",
      "filters",
      "trainLoss.best",
      "trainLoss.max",
      "tags",
      "note",
      "trainer",
      "parameters",
      "preset",
      "curve",
      "momentum",
    ];
    expect((await list({ columns })).rows[0]?.values).toEqual({
      learningRate: 0.001,
      filters: "32",
      "trainLoss.best": 1,
      "trainLoss.max": 2,
      tags: ["x"],
      note: "why",
      trainer: "trainer",
      parameters: 525_898,
      preset: "scratch",
      momentum: null,
    });
  });

  it("can all be asked for, a page at a time", async () => {
    await seed("a");
    for (let from = 0; from < RUN_COLUMNS.length; from += 40) {
      const columns = RUN_COLUMNS.slice(from, from + 40).map(({ id }) => id);
      expect((await list({ columns })).rows).toHaveLength(1);
    }
    await expect(list({ columns: RUN_COLUMNS.map(({ id }) => id) })).rejects.toThrow();
  });
});
