/** The published pictures of a test set as a stream of batches: while one sheet is classified the next ones are fetched. */
import { type SheetIndex, sheetIndex } from "#domain/datasets/sheets";
import type { Pixels } from "./area-average.ts";
import { decodeExactly } from "./decode-exactly.ts";
import { fetchArtefact, InferenceError } from "./fetch-artefact.ts";
import { tilesOn } from "./test-sheet.ts";

export type TestBatch = {
  /** Number in the test set of the first picture. */
  first: number;
  /** uint8 [count, height, width, 3] */
  pixels: Uint8Array<ArrayBuffer>;
  count: number;
  /** True class of each. */
  labels: Uint8Array;
};

/** Fetching and decoding one takes longer than a small network needs for its pictures, and happens beside it. */
const SHEETS_AHEAD = 2;
const NOUN = "the test set";
const MAX_INDEX_BYTES = 2 ** 22;

/** Fetches and verifies the index of a data set's pictures. */
export async function fetchTestIndex(sha256: string, signal: AbortSignal): Promise<SheetIndex> {
  const bytes = await fetchArtefact(sha256, { signal, maxBytes: MAX_INDEX_BYTES, noun: NOUN });
  return sheetIndex.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The first `count` test pictures in order, in batches of at most `size` that do not reach over the end of a sheet. */
export async function* testBatches(
  index: SheetIndex,
  { count, size, signal }: { count: number; size: number; signal: AbortSignal },
): AsyncGenerator<TestBatch> {
  const sheets = Math.ceil(count / (index.columns * index.rows));
  const fetched: Promise<Pixels>[] = [];
  for (let sheet = 0; sheet < sheets; sheet += 1) {
    while (fetched.length < Math.min(sheet + 1 + SHEETS_AHEAD, sheets)) {
      fetched.push(ahead(fetchSheet(index, fetched.length, signal)));
    }
    const pixels = await (fetched[sheet] as Promise<Pixels>);
    delete fetched[sheet]; // four megabytes
    const start = sheet * index.columns * index.rows;
    const tiles = Math.min(tilesOn(index, index.test.count, sheet), count - start);
    for (let from = 0; from < tiles; from += size) {
      const to = Math.min(from + size, tiles);
      const first = start + from;
      yield {
        first,
        pixels: cutTiles(pixels, index, from, to),
        count: to - from,
        labels: Uint8Array.from(index.test.labels.slice(first, start + to)),
      };
    }
  }
}

/** What is fetched ahead of its use may fail before anybody waits for it. */
function ahead<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

async function fetchSheet(index: SheetIndex, number: number, signal: AbortSignal): Promise<Pixels> {
  const sheet = index.test.sheets[number];
  if (!sheet) throw new InferenceError("The published test set has fewer pictures than this model was tested on.");
  const file = await fetchArtefact(sheet.sha256, { signal, maxBytes: sheet.bytes, noun: NOUN });
  try {
    return await decodeExactly(new Blob([file], { type: "image/png" }));
  } catch {
    throw new InferenceError("This browser cannot decode the test pictures beside the page. Try a newer browser.");
  }
}

/** Tiles `from` to `to` of a sheet, without their alpha, one after the other. */
export function cutTiles(
  { data, width: sheetWidth }: Pixels,
  { tile, columns }: Pick<SheetIndex, "tile" | "columns">,
  from: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  const { width, height } = tile;
  const target = new Uint8Array((to - from) * height * width * 3);
  let at = 0;
  for (let position = from; position < to; position += 1) {
    const left = (position % columns) * width;
    const top = Math.floor(position / columns) * height;
    for (let y = 0; y < height; y += 1) {
      let source = ((top + y) * sheetWidth + left) * 4;
      for (let x = 0; x < width; x += 1) {
        target[at] = data[source] as number;
        target[at + 1] = data[source + 1] as number;
        target[at + 2] = data[source + 2] as number;
        at += 3;
        source += 4;
      }
    }
  }
  return target;
}
