import { withStoreLease } from "#prisma/store-lease";
import { SWEEP_GRACE, sweepableBefore } from "#prisma/sweepable-before";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import { sweepStore } from "#storage/sweep-store";
import { logLine } from "#telemetry/log";
import type { Attendant } from "./attend-run.ts";

const DAY_SECONDS = 24 * 3600;

/** Removes what no row names from the store, if the last sweep was a day ago and no other trainer is at it. */
export async function sweepDaily({
  prisma,
  store,
  signal,
}: Pick<Attendant, "prisma" | "store" | "signal">): Promise<void> {
  const swept = await withStoreLease(prisma, { sweeps: true, sweptBefore: DAY_SECONDS }, async () =>
    sweepStore(store, {
      before: await sweepableBefore(prisma, SWEEP_GRACE),
      unnamed: (hashes) => unnamedArtefacts(prisma, hashes),
      signal,
    }),
  ).catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!swept) return;
  const { found, removed, unfinished } = swept.result;
  logLine("info", "store swept", {
    files: found.files,
    bytes: found.bytes,
    removed: removed.files,
    removedBytes: removed.bytes,
    unfinished: unfinished.files,
  });
}
