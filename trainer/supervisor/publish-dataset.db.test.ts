import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { datasetStatistics } from "#domain/datasets/statistics";
import { TEST_TIMEOUT, Workplace } from "../test/workplace.ts";
import { publishDataset } from "./publish-dataset.ts";
import { readSettings } from "./settings.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

describe("publishDataset", () => {
  it("measures a data set that was published without statistics, and leaves it alone from then on", async () => {
    await place.prisma.$executeRaw`UPDATE dataset SET statistics = NULL`;
    const publish = () =>
      publishDataset(
        place.prisma,
        readSettings({ ...process.env, ...place.environment() }),
        "cifar10",
        new AbortController().signal,
      );
    await publish();
    const { statistics, indexSha256, artefacts } = await place.prisma.dataset.findUniqueOrThrow({
      where: { id: "cifar10" },
      include: { artefacts: true },
    });
    const { train, test, meanImages } = datasetStatistics.parse(statistics);
    expect([train.count, test.count]).toEqual([50_000, 10_000]);
    const names = artefacts.map(({ sha256 }) => sha256);
    expect(names).toContain(indexSha256);
    expect(names).toContain(meanImages.sha256);
    for (const sha256 of names) expect(await place.store.get(sha256)).not.toBeNull();

    await place.prisma.dataset.update({ where: { id: "cifar10" }, data: { indexSha256: "1".repeat(64) } });
    await publish();
    expect(await place.prisma.dataset.findMany({ select: { indexSha256: true } })).toEqual([
      { indexSha256: "1".repeat(64) },
    ]);
  });
});
