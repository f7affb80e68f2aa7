import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import { seedModel, seedRun } from "./seeds.ts";
import { createTestSite, type TestSite } from "./test-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite();
});
afterAll(() => site.close());

const statistics: DatasetStatistics = {
  v: 1,
  train: { count: 50_000, perClass: Array(10).fill(5_000) },
  test: { count: 10_000, perClass: Array(10).fill(1_000) },
  channels: [{ mean: 0.5, std: 0.25, histogram: Array(256).fill(200_000) }],
  standardisation: { mean: 0.47, std: 0.21 },
  meanImages: { sha256: "a".repeat(64), bytes: 4_000 },
};

describe("datasets.byId", () => {
  it("tells the catalogue's facts before any trainer has published", async () => {
    const dataset = await site.as(null).datasets.byId({ id: "cifar10" });
    expect(dataset).toMatchObject({ title: "CIFAR-10", indexSha256: null, statistics: null, runs: 0 });
    expect(dataset.presets).toContain("scratch");
    expect(dataset.train.imagesSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("tells what a trainer measured, and how many runs and published models use it", async () => {
    const { services } = site;
    const person = await site.signUp();
    await services.prisma.dataset.create({ data: { id: "cifar10", indexSha256: "b".repeat(64), statistics } });
    await seedModel(services, person.viewer.id, { publishedAt: new Date() });
    await seedModel(services, person.viewer.id);
    await seedRun(services, person.viewer.id, { deletedAt: new Date() });
    expect(await site.as(null).datasets.byId({ id: "cifar10" })).toMatchObject({
      indexSha256: "b".repeat(64),
      statistics,
      runs: 2,
      publishedModels: 1,
    });
  });

  it("shows none where the stored statistics are of another version", async () => {
    await site.services.prisma.dataset.update({ where: { id: "cifar10" }, data: { statistics: { v: 0 } } });
    expect((await site.as(null).datasets.byId({ id: "cifar10" })).statistics).toBeNull();
  });

  it("knows no other data sets", async () => {
    await expect(site.as(null).datasets.byId({ id: "mnist" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
