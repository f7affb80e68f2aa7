import type { SheetIndex } from "#domain/datasets/sheets";
import { keptFile } from "./kept-files.ts";

/** Fetches a file that is named by the hash of its bytes: it never changes, and the browser keeps it. */
export async function fetchByHash(sha256: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(`/m/${sha256}`, { signal }).catch(async (error) => {
    const kept = signal.aborted ? undefined : await keptFile(sha256);
    if (!kept) throw error;
    return kept;
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response;
}

/**
 * The index of a data set's published images. Taken by its type like any answer of the API: the trainer checked and wrote
 * it, under the hash of its bytes. (A schema here would bring 32 kB of script to every page that shows a picture.)
 */
export const fetchSheetIndex = async (sha256: string, signal: AbortSignal): Promise<SheetIndex> =>
  (await fetchByHash(sha256, signal)).json();

/** Where an image of a part lies: its sheet, and its place on it, row by row. */
export function placeOf({ columns, rows }: Pick<SheetIndex, "columns" | "rows">, image: number) {
  const capacity = columns * rows;
  return { sheet: Math.floor(image / capacity), position: image % capacity };
}
