import type { Amount, ArtefactStore } from "./store.ts";

/** Names that are asked about at once. */
const BATCH = 500;

export type Sweep = {
  /** What was put since then stays. */
  before: Date;
  /** Those of the hashes that no row names. */
  unnamed: (hashes: readonly string[]) => Promise<readonly string[]>;
  /** Says what would go, and removes nothing. */
  dryRun?: boolean;
  /** Told of each file that goes. */
  onFile?: (file: { sha256: string; bytes: number }) => void;
  /** Ends the sweep early, with its reason as the error. */
  signal?: AbortSignal;
};

export type SweepReport = {
  /** All that was there. */
  found: Amount;
  /** What no row names. */
  removed: Amount;
  /** What writers that died have left. */
  unfinished: Amount;
};

/**
 * Removes what nothing names and nobody has put for a while. Bytes always come before the row that names them, so a row
 * never loses its file as long as it follows them within the time of grace: whoever puts a file again begins that time anew.
 */
export async function sweepStore(store: ArtefactStore, sweep: Sweep): Promise<SweepReport> {
  const { before, unnamed, dryRun = false, onFile, signal } = sweep;
  const report: SweepReport = { found: none(), removed: none(), unfinished: none() };

  const sizes = new Map<string, number>();
  const removeBatch = async () => {
    for (const sha256 of await unnamed([...sizes.keys()])) {
      const bytes = sizes.get(sha256) ?? 0;
      signal?.throwIfAborted();
      if (!dryRun && !(await store.deleteUnlessPut(sha256, before))) continue;
      count(report.removed, bytes);
      onFile?.({ sha256, bytes });
    }
    sizes.clear();
  };

  for await (const { sha256, bytes, putAt } of store.list()) {
    signal?.throwIfAborted();
    count(report.found, bytes);
    if (putAt < before) sizes.set(sha256, bytes);
    if (sizes.size === BATCH) await removeBatch();
  }
  await removeBatch();
  report.unfinished = await store.removeUnfinished(before, { dryRun });
  return report;
}

const none = (): Amount => ({ files: 0, bytes: 0 });

function count(amount: Amount, bytes: number): void {
  amount.files++;
  amount.bytes += bytes;
}
