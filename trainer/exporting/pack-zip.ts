import { type Zippable, zipSync } from "fflate";

export type PackedFile = { path: string; bytes: Uint8Array };

const text = new TextEncoder();
export const textFile = (path: string, content: string): PackedFile => ({ path, bytes: text.encode(content) });

/** The earliest that a ZIP can hold, so that equal files make equal archives. */
const NO_TIME = new Date(1980, 0, 1);

/** A ZIP of the files as they are: weights hardly shrink. */
export function packZip(files: readonly PackedFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
  return zipSync(entries, { level: 0, mtime: NO_TIME }) as Uint8Array<ArrayBuffer>;
}
