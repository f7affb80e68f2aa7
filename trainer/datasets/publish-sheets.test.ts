import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sheetIndex } from "#domain/datasets/sheets";
import { openLocalStore } from "#storage/local-store";
import type { ArtefactStore } from "#storage/store";
import { publishSheets } from "./publish-sheets.ts";

const SIZE = 32 * 32 * 3;

let folder: string;
let store: ArtefactStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-sheets-"));
  store = openLocalStore(folder);
});

afterEach(() => rm(folder, { recursive: true }));

/** Images in which every value tells where it belongs. */
function images(count: number) {
  const bytes = Uint8Array.from({ length: count * SIZE }, (_, i) => (i * 31 + Math.floor(i / SIZE) * 7) % 251);
  return { images: bytes, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) };
}

const dataset = { image: [32, 32, 3] as [number, number, number], train: images(1_060), test: images(5) };

async function read(sha256: string): Promise<Uint8Array> {
  const bytes = await store.get(sha256);
  if (!bytes) throw new Error(`${sha256} is not in the store.`);
  return bytes;
}

describe("publishSheets", () => {
  it("puts every image at its tile, whole", async () => {
    const { indexSha256, artefacts } = await publishSheets(store, "cifar10", dataset);
    const index = sheetIndex.parse(JSON.parse(new TextDecoder().decode(await read(indexSha256))));
    expect(index.train).toMatchObject({ count: 1_060, labels: Array.from(dataset.train.labels) });
    expect(index.train.sheets).toHaveLength(2);
    expect(index.test.sheets).toHaveLength(1);
    expect(new Set(artefacts)).toEqual(
      new Set([...index.train.sheets, ...index.test.sheets].map(({ sha256 }) => sha256).concat(indexSha256)),
    );

    const { columns, rows, tile } = index;
    for (const image of [0, 1, 31, 32, 1_023, 1_024, 1_059]) {
      const sheet = index.train.sheets[Math.floor(image / (columns * rows))];
      const bytes = await read(sheet?.sha256 ?? "");
      expect(bytes).toHaveLength(sheet?.bytes ?? 0);
      const png = decode(bytes);
      expect([png.width, png.channels]).toEqual([columns * tile.width, 3]);
      const place = image % (columns * rows);
      const left = (place % columns) * tile.width;
      const top = Math.floor(place / columns) * tile.height;
      const found = Array.from({ length: tile.height }, (_, y) => {
        const start = ((top + y) * png.width + left) * 3;
        return Array.from(png.data.subarray(start, start + tile.width * 3));
      }).flat();
      expect(found).toEqual(Array.from(dataset.train.images.subarray(image * SIZE, (image + 1) * SIZE)));
    }
  });

  it("gives the same names when it is repeated", async () => {
    expect(await publishSheets(store, "cifar10", dataset)).toEqual(await publishSheets(store, "cifar10", dataset));
  });
});
