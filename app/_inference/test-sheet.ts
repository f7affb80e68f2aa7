/** Pictures of a data set's test part, from the sheets that the trainer has published: tiles of one large picture. */
import type { SheetIndex } from "#domain/datasets/sheets";
import type { Pixels } from "./area-average.ts";
import { decodeInParts, type ReadPart } from "./decode-exactly.ts";
import { fetchByHash, placeOf } from "./sheet-index.ts";

/** One sheet, decoded, with the labels of its tiles. */
export type TestSheet = {
  read: ReadPart;
  tile: { width: number; height: number };
  columns: number;
  /** Index in the test set of the first tile. */
  first: number;
  /** Class index of each tile. */
  labels: readonly number[];
};

/** A test picture: its number in the test set, its true class, and its pixels as they are in the data set. */
export type TestPicture = { number: number; label: number; pixels: Pixels };

/** How many tiles of a part lie on its sheet `index`. */
export function tilesOn(sheets: Pick<SheetIndex, "columns" | "rows">, count: number, index: number): number {
  const capacity = sheets.columns * sheets.rows;
  return Math.max(0, Math.min(capacity, count - index * capacity));
}

/** Fetches a sheet of the test part; the first holds a thousand pictures, which are plenty to choose from. */
export async function fetchTestSheet(index: SheetIndex, number: number, signal: AbortSignal): Promise<TestSheet> {
  const sheet = index.test.sheets[number];
  if (!sheet) throw new Error("This data set has no such published test pictures.");
  const read = await decodeInParts(await (await fetchByHash(sheet.sha256, signal)).blob());
  const first = number * index.columns * index.rows;
  const tiles = tilesOn(index, index.test.count, number);
  return {
    read,
    tile: index.tile,
    columns: index.columns,
    first,
    labels: index.test.labels.slice(first, first + tiles),
  };
}

/** Fetches one test picture, with the sheet that it lies on. */
export async function fetchTestPicture(index: SheetIndex, image: number, signal: AbortSignal): Promise<TestPicture> {
  const { sheet, position } = placeOf(index, image);
  const pixels = cutTile(await fetchTestSheet(index, sheet, signal), position);
  return { number: image, label: index.test.labels[image] ?? 0, pixels };
}

/** Cuts tile `position` out of `sheet`. */
export function cutTile({ read, tile: { width, height }, columns }: TestSheet, position: number): Pixels {
  return read((position % columns) * width, Math.floor(position / columns) * height, width, height);
}

/**
 * `count` pictures from the `from`th on, the classes taking turns: neighbours differ, and each is seen equally often.
 * After the last one it begins anew.
 */
export function picturesInTurn(sheet: TestSheet, classes: number, from: number, count: number): TestPicture[] {
  const byClass = Array.from({ length: classes }, (_, label) =>
    [...sheet.labels.keys()].filter((position) => sheet.labels[position] === label),
  ).filter((positions) => positions.length > 0);
  const pictures: TestPicture[] = [];
  for (let turn = from; turn < from + count && byClass.length > 0; turn += 1) {
    const positions = byClass[turn % byClass.length] ?? [];
    const position = positions[Math.floor(turn / byClass.length) % positions.length] ?? 0;
    pictures.push({
      number: sheet.first + position,
      label: sheet.labels[position] ?? 0,
      pixels: cutTile(sheet, position),
    });
  }
  return pictures;
}
