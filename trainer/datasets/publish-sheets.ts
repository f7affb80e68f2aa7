/** Writes a data set's images to the store as PNG sheets of tiles, with an index that names them. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ImageShape } from "#domain/architectures/layers";
import type { DatasetId } from "#domain/datasets/catalogue";
import { type SheetIndex, sheetIndex } from "#domain/datasets/sheets";
import type { LabelledImages } from "#ml/data/batches";
import type { ArtefactStore } from "#storage/store";
import type { Dataset } from "./cifar10.ts";
import { encodeSheet } from "./encode-sheet.ts";

/** 1,024 tiles of 32 × 32 make a sheet of 1,024 × 1,024 pixels, some two megabytes. */
const COLUMNS = 32;
const ROWS = 32;

export type PublishedSheets = {
  indexSha256: string;
  /** Hashes of all files, the index's last. */
  artefacts: string[];
};

/**
 * Repeating it writes the same bytes under the same names. The rows that make them visible are the caller's.
 *
 * @param id whose images these are
 */
export async function publishSheets(
  store: ArtefactStore,
  id: DatasetId,
  { image, train, test }: Pick<Dataset, "image" | "train" | "test">,
): Promise<PublishedSheets> {
  const index: SheetIndex = {
    v: 1,
    dataset: id,
    tile: { height: image[0], width: image[1] },
    columns: COLUMNS,
    rows: ROWS,
    train: await publishPart(store, train, image),
    test: await publishPart(store, test, image),
  };
  const { sha256 } = await store.put(new TextEncoder().encode(JSON.stringify(sheetIndex.parse(index))));
  const sheets = [...index.train.sheets, ...index.test.sheets].map((sheet) => sheet.sha256);
  return { indexSha256: sha256, artefacts: [...new Set([...sheets, sha256])] };
}

async function publishPart(store: ArtefactStore, { images, labels }: LabelledImages, image: ImageShape) {
  const perSheet = COLUMNS * ROWS;
  const sheets: { sha256: string; bytes: number }[] = [];
  for (let first = 0; first < labels.length; first += perSheet) {
    const count = Math.min(perSheet, labels.length - first);
    sheets.push(await store.put(encodeSheet(images, first, count, image, COLUMNS)));
    await nextTurn();
  }
  return { count: labels.length, sheets, labels: Array.from(labels) };
}
