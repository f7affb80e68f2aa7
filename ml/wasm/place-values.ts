/** Where the values of a network lie in memory. */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape } from "#domain/architectures/layers";
import { flattened, type Maps, type Rows, rowsOf, vectorsOf } from "./layout.ts";
import { NotCompiledError, type Stage } from "./stages.ts";
import { VALUE_BYTES, VECTOR_BYTES } from "./tile.ts";

/** Gives out room from the beginning to the end. */
export class Memory {
  #bytes = 0;

  /** @returns the address */
  reserve(bytes: number): number {
    const address = this.#bytes;
    this.#bytes += Math.ceil(bytes / CACHE_LINE) * CACHE_LINE;
    return address;
  }

  get bytes(): number {
    return this.#bytes;
  }
}

const CACHE_LINE = 64;

export type PlacedMaps = Maps & {
  /** Of the first value of the first pixel; a margin of zeros lies before it. */
  address: number;
  /** From one picture to the next: 0 where each takes the place of the one before. */
  step: number;
};
export type PlacedRows = Rows & { address: number };

/** Pictures computed at once: enough for products of matrices to be fast. */
const BATCH = 64;
/** What is kept of all of them. */
const BATCH_BYTES = 32 * 2 ** 20;

export type Placed = {
  maps: ReadonlyMap<string, PlacedMaps>;
  rows: ReadonlyMap<string, PlacedRows>;
  /** Most pictures at once. */
  batch: number;
};

/** Maps are of one picture, but for those that are flattened: these and all rows are there for each picture of a batch. */
export function placeValues(stages: readonly Stage[], picture: ImageShape, memory: Memory): Placed {
  const readersOf = (name: string) => stages.filter(({ inputs }) => inputs.includes(name));
  const shapes = [{ output: PICTURE, shape: picture }, ...stages];
  const maps = new Map<string, { form: Maps; margin: Margin; isFlattened: boolean }>();
  const rows = new Map<string, Rows>();
  let pictureBytes = picture[0] * picture[1] * picture[2];
  for (const { output, shape } of shapes) {
    if (shape.length !== 3) continue;
    const readers = readersOf(output);
    const flatten = readers.find(({ op }) => op === "flatten");
    if (flatten && readers.length > 1) throw new NotCompiledError("Maps that are flattened are read by another layer.");
    const margin = marginFor(readers);
    const isTight = output === PICTURE && readers.every(({ op }) => op === "convolve" || op === "flatten");
    const form = mapsOf(shape, margin, isTight);
    maps.set(output, { form, margin, isFlattened: flatten !== undefined });
    if (flatten) rows.set(flatten.output, flattened(form));
  }
  for (const { op, output, shape } of stages) {
    if (shape.length === 1 && op !== "flatten") rows.set(output, rowsOf(shape[0]));
  }
  for (const { rowBytes } of rows.values()) pictureBytes += rowBytes;
  const batch = Math.max(1, Math.min(BATCH, Math.floor(BATCH_BYTES / pictureBytes)));

  const placedRows = new Map<string, PlacedRows>();
  for (const [name, form] of rows) placedRows.set(name, { ...form, address: memory.reserve(batch * form.rowBytes) });
  const placedMaps = new Map<string, PlacedMaps>();
  for (const [name, { form, margin, isFlattened }] of maps) {
    if (isFlattened) {
      const { address, rowBytes } = placedRows.get(readersOf(name)[0]?.output ?? "") as PlacedRows;
      placedMaps.set(name, { ...form, address, step: rowBytes });
    } else {
      const { top, left, bottom } = margin;
      const address = memory.reserve((top + form.height + bottom) * form.rowBytes);
      placedMaps.set(name, { ...form, address: address + top * form.rowBytes + left * form.pixelBytes, step: 0 });
    }
  }
  return { maps: placedMaps, rows: placedRows, batch };
}

type Margin = { top: number; left: number; bottom: number; right: number };

/** Pixels beyond the edges that convolutions read. */
function marginFor(readers: readonly Stage[]): Margin {
  const windows = readers.flatMap((stage) =>
    stage.op === "convolve" || stage.op === "convolveDepthwise" ? [stage.windows] : [],
  );
  const most = (side: keyof Margin) => Math.max(0, ...windows.map((window) => window[side]));
  return { top: most("top"), left: most("left"), bottom: most("bottom"), right: most("right") };
}

/** @param isTight for readers that take value by value: channels are not filled up, and three are not computed as four */
function mapsOf([height, width, channels]: ImageShape, { left, right }: Margin, isTight: boolean): Maps {
  const pixelBytes = isTight ? channels * VALUE_BYTES : vectorsOf(channels) * VECTOR_BYTES;
  return { height, width, channels, pixelBytes, rowBytes: (left + width + right) * pixelBytes };
}
