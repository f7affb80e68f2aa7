import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Workplace } from "../test/workplace.ts";
import { sweepDaily } from "./sweep-daily.ts";

const HOUR = 3_600_000;

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.open();
});
afterAll(() => place.close());
beforeEach(async () => {
  await place.prisma.storeLease.deleteMany();
});

const { signal } = new AbortController();
const sweep = () => sweepDaily({ prisma: place.prisma, store: place.store, signal });

/** A file that no row names and that was put so many hours ago. */
async function file(text: string, hours: number): Promise<string> {
  const { sha256 } = await place.store.put(Buffer.from(text));
  const at = new Date(Date.now() - hours * HOUR);
  await utimes(join(place.folder, "store", sha256.slice(0, 2), sha256), at, at);
  return sha256;
}

test("what no row has named for a day goes, what a row names stays, once a day", async () => {
  const unnamed = await file("unnamed", 25);
  const young = await file("young", 23);
  const answers = await file("answers of a run", 25);
  const run = await place.launch();
  await place.prisma.run.update({ where: { id: run }, data: { predictionsSha256: answers } });
  await sweep();
  expect(await Promise.all([unnamed, young, answers].map(place.store.has))).toEqual([false, true, true]);

  const next = await file("found too late", 25);
  await sweep();
  expect(await place.store.has(next)).toBe(true);
  await place.prisma.storeLease.updateMany({ data: { sweptAt: new Date(Date.now() - 24 * HOUR) } });
  await sweep();
  expect(await place.store.has(next)).toBe(false);
});

test("what a run may have put that has begun stays, however long its trainer is away", async () => {
  const before = await file("older than the run", 60);
  const published = await file("published and not yet named", 40);
  const run = await place.launch();
  const begun = { state: "running" as const, startedAt: new Date(Date.now() - 50 * HOUR) };
  await place.prisma.run.update({ where: { id: run }, data: begun });
  await sweep();
  expect(await Promise.all([before, published].map(place.store.has))).toEqual([false, true]);
});
