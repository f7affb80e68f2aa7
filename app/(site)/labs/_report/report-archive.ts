/** The ZIP of a report: what a person hands in, and what it takes to check it. */
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { historyCsv } from "#domain/labs/history-csv";
import type { Report } from "#domain/labs/report";
import { stringifyMeasured } from "#domain/runs/stringify-measured";

export type ArchiveFile = { path: string; bytes: Uint8Array };

/** Histories of all networks that have one: a CSV each, and all of them in one JSON. */
export function historyFiles({ networks }: Report): ArchiveFile[] {
  const trained = networks.filter(({ epochs }) => epochs.length > 0);
  if (trained.length === 0) return [];
  const histories = trained.map(({ id, title, epochs }) => ({
    network: id,
    title,
    epochs: epochs.map(({ epoch, trainAccuracy, validationAccuracy, trainLoss, validationLoss }) => ({
      epoch,
      trainAccuracy,
      validationAccuracy,
      trainLoss,
      validationLoss,
    })),
  }));
  return [
    ...trained.map(({ id, epochs }) => textFile(`histories/${id}.csv`, historyCsv(epochs))),
    textFile("histories/histories.json", `${stringifyMeasured(histories, 2)}\n`),
  ];
}

export const textFile = (path: string, text: string): ArchiveFile => ({ path, bytes: new TextEncoder().encode(text) });

/** Text shrinks; pictures, documents and weights are as small as they get. */
const SHRINKS = /\.(html|csv|json)$/;

/**
 * Packs `files`. It gives the page time between files, and `onPacked` says how many are done.
 *
 * @throws what `signal` was aborted with
 */
export async function packArchive(
  files: readonly ArchiveFile[],
  signal: AbortSignal,
  onPacked: (files: number) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const [i, { path, bytes }] of files.entries()) {
    signal.throwIfAborted();
    const entry = SHRINKS.test(path) ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    zip.add(entry);
    entry.push(bytes, true);
    onPacked(i + 1);
    await new Promise((resolve) => setTimeout(resolve));
  }
  zip.end();
  return parts;
}
