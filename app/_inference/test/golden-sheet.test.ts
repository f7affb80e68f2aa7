import { afterEach, expect, test, vi } from "vitest";
import { fetchGoldenSheet } from "../golden-sheet.ts";
import { cutTile, picturesInTurn } from "../test-sheet.ts";
import { fetchSample, file, manifestWith } from "./sample-files.ts";

afterEach(() => vi.unstubAllGlobals());

const signal = new AbortController().signal;
const index = { test: { count: 4, labels: [1, 0, 1, 0], sheets: [] } };

test("the golden pictures of a model are the first of the test set, with their classes", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, { headers }: RequestInit) => {
    asked.push(headers);
    return fetchSample(path);
  });
  // Three pictures of two pixels.
  const pixels = Uint8Array.from({ length: 18 }, (_, i) => i);
  const sha256 = manifestWith({
    input: { shape: [1, 2, 3], mean: 0, std: 1 },
    golden: { indices: [0, 1, 2], inputs: file(pixels), outputs: file(new Uint8Array(24)) },
  });
  const sheet = await fetchGoldenSheet(sha256, index, { signal, share: "token" });
  expect(sheet).toMatchObject({ tile: { width: 2, height: 1 }, columns: 1, first: 0, labels: [1, 0, 1] });
  expect([...cutTile(sheet, 1).data]).toEqual([6, 7, 8, 255, 9, 10, 11, 255]);
  expect(picturesInTurn(sheet, 2, 0, 3).map(({ number, label }) => [number, label])).toEqual([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
  expect(asked).toEqual([{ "x-share-token": "token" }, { "x-share-token": "token" }]);
});

test("one channel stands for all three", async () => {
  vi.stubGlobal("fetch", async (path: string) => fetchSample(path));
  const sheet = await fetchGoldenSheet(manifestWith({}), index, { signal, share: undefined });
  expect([...cutTile(sheet, 0).data]).toEqual([7, 7, 7, 255]);
});
