import { mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openLocalStore } from "./local-store.ts";
import { sweepStore } from "./sweep-store.ts";

const folder = await mkdtemp(join(tmpdir(), "cultivar-sweep-"));
afterAll(() => rm(folder, { recursive: true }));

const store = openLocalStore(folder);
const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

/** A file that was put so many hours ago. */
async function file(text: string, hours: number): Promise<string> {
  const { sha256 } = await store.put(Buffer.from(text));
  await utimes(join(folder, sha256.slice(0, 2), sha256), hoursAgo(hours), hoursAgo(hours));
  return sha256;
}

test("what nothing names and nobody has put for the time of grace goes, after a dry run has said so", async () => {
  const named = await file("named", 100);
  const young = await file("young", 23);
  const old = await file("old", 25);
  const again = await file("put again", 100);
  await store.put(Buffer.from("put again"));
  const told: string[] = [];
  const sweep = {
    before: hoursAgo(24),
    unnamed: async (hashes: readonly string[]) => hashes.filter((sha256) => sha256 !== named),
    onFile: ({ sha256 }: { sha256: string }) => void told.push(sha256),
  };
  const expected = {
    found: { files: 4, bytes: 22 },
    removed: { files: 1, bytes: 3 },
    unfinished: { files: 0, bytes: 0 },
  };

  expect(await sweepStore(store, { ...sweep, dryRun: true })).toEqual(expected);
  expect(await store.has(old)).toBe(true);
  expect(await sweepStore(store, sweep)).toEqual(expected);
  expect(told).toEqual([old, old]);
  expect(await Promise.all([named, young, old, again].map(store.has))).toEqual([true, true, false, true]);
});

test("what is put while the sweep asks for names stays", async () => {
  const sha256 = await file("published once more", 100);
  await sweepStore(store, {
    before: hoursAgo(24),
    unnamed: async (hashes) => {
      await store.put(Buffer.from("published once more"));
      return hashes;
    },
  });
  expect(await store.has(sha256)).toBe(true);
});

test("it ends when it is asked to, and removes nothing more", async () => {
  const sha256 = await file("left for the next", 100);
  const sweep = { before: hoursAgo(24), unnamed: async (hashes: readonly string[]) => hashes };
  await expect(sweepStore(store, { ...sweep, signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
  expect(await store.has(sha256)).toBe(true);
});
