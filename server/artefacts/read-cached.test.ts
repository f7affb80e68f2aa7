import { expect, test } from "vitest";
import { readCached } from "./read-cached.ts";

/** A store of files of so many bytes, which counts what is read. */
function storeOf(sizes: Record<string, number>) {
  const read: string[] = [];
  const get = async (sha256: string) => {
    read.push(sha256);
    const size = sizes[sha256];
    return size === undefined ? null : new Uint8Array(size);
  };
  return { get, read };
}

test("a file is read once, one that is not there each time", async () => {
  const store = storeOf({ "once-a": 10 });
  for (let i = 0; i < 3; i++) expect(await readCached(store, "once-a")).toHaveLength(10);
  expect(await readCached(store, "once-missing")).toBeNull();
  expect(await readCached(store, "once-missing")).toBeNull();
  expect(store.read).toEqual(["once-a", "once-missing", "once-missing"]);
});

test("what was not used for longest goes first when memory is full", async () => {
  const third = 6 * 2 ** 20;
  const store = storeOf({ a: third, b: third, c: third });
  for (const name of ["a", "b", "a", "c"]) await readCached(store, name);
  store.read.length = 0;
  await readCached(store, "a");
  await readCached(store, "c");
  expect(store.read).toEqual([]);
  await readCached(store, "b");
  expect(store.read).toEqual(["b"]);
});

test("a file that is larger than the memory is not kept, and pushes nothing out", async () => {
  const store = storeOf({ small: 10, large: 17 * 2 ** 20 });
  await readCached(store, "small");
  expect(await readCached(store, "large")).toHaveLength(17 * 2 ** 20);
  await readCached(store, "small");
  expect(store.read).toEqual(["small", "large"]);
});
