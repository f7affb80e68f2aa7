import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Workplace } from "../test/workplace.ts";
import { keepFeatureSet, loadFeatureSets } from "./feature-sets.ts";

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.open();
});
afterAll(() => place.close());
beforeEach(async () => {
  await place.prisma.featureSet.deleteMany();
});

const KEYS = { first: "a".repeat(64), second: "b".repeat(64) };

/** Puts chunks into the store. */
const chunksOf = (...contents: string[]) =>
  Promise.all(contents.map(async (text) => (await place.store.put(new TextEncoder().encode(text))).sha256));
const keep = (key: string, bytes: number, chunks: string[], limit?: number) =>
  keepFeatureSet(place.prisma, "efficientnet-lite0", { key, bytes, chunks }, limit);

test("features in the store are found by their backbone, their chunks in order", async () => {
  const chunks = await chunksOf("three", "one", "two");
  await keep(KEYS.first, 30, chunks);
  expect(await loadFeatureSets(place.prisma, "efficientnet-lite0")).toEqual([{ key: KEYS.first, bytes: 30, chunks }]);
  expect(await loadFeatureSets(place.prisma, "xception")).toEqual([]);
});

test("more of the same features take the place of fewer, and never the other way round", async () => {
  const fewer = await chunksOf("one");
  const more = await chunksOf("one", "two");
  await keep(KEYS.first, 10, fewer);
  await keep(KEYS.first, 20, more);
  await keep(KEYS.first, 10, fewer);
  expect(await loadFeatureSets(place.prisma, "efficientnet-lite0")).toMatchObject([{ bytes: 20, chunks: more }]);
});

test("beyond the limit those used least recently go, and the bytes that nothing else names are swept", async () => {
  const [shared = "", own = ""] = await chunksOf("shared", "own");
  await keep(KEYS.first, 60, [shared, own]);
  await keep(KEYS.second, 60, [shared], 100);
  expect(await loadFeatureSets(place.prisma, "efficientnet-lite0")).toMatchObject([{ key: KEYS.second }]);
  await place.sweepStore();
  expect(await place.store.get(own)).toBeNull();
  expect(await place.store.get(shared)).not.toBeNull();
});
