// The artefact store of this installation, from the command line: `npm run store -- check` says whether it can be written,
// `npm run store -- sweep [--dry-run] [--grace 24h]` removes what no row of the database names. A trainer sweeps once a day.
import { parseArgs } from "node:util";
import { withStoreLease } from "#prisma/store-lease";
import { SWEEP_GRACE, sweepableBefore } from "#prisma/sweepable-before";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import { type SweepReport, sweepStore } from "#storage/sweep-store";
import { type Installation, withInstallation } from "./installation.ts";
import { formatBytes } from "./setup/report.mjs";

const USAGE = "usage: npm run store -- check | sweep [--dry-run] [--grace 24h]";
const HOUR = 3_600_000;
/** Hours. A run names its files within minutes; less than this, and clocks that differ could matter. */
const GRACE_BOUNDS = { least: 2, most: 24 * 90 };

await withInstallation("store", async (installation) => {
  const { positionals, dryRun, grace } = readArguments();
  switch (positionals.join(" ")) {
    case "check":
      await installation.store.check();
      console.log("The store can be written.");
      return;
    case "sweep":
      console.log(tell(await sweep(installation, dryRun, grace), dryRun));
      return;
    default:
      throw new Error(USAGE);
  }
});

function readArguments() {
  try {
    const options = { "dry-run": { type: "boolean", default: false }, grace: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { positionals, dryRun: values["dry-run"], grace: values.grace ? readGrace(values.grace) : SWEEP_GRACE };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** @returns milliseconds of a time such as 24h or 7d */
function readGrace(text: string): number {
  const [, number, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? [];
  const hours = Number(number) * (unit === "d" ? 24 : 1);
  const { least, most } = GRACE_BOUNDS;
  if (hours >= least && hours <= most) return hours * HOUR;
  throw new Error(`--grace must be a time from ${least}h to ${most / 24}d, as in 24h or 7d, but is "${text}".`);
}

async function sweep({ prisma, store }: Installation, dryRun: boolean, grace: number): Promise<SweepReport> {
  const sweepNow = async () =>
    sweepStore(store, {
      before: await sweepableBefore(prisma, grace),
      unnamed: (hashes) => unnamedArtefacts(prisma, hashes),
      dryRun,
      onFile: ({ sha256, bytes }) => console.log(`${sha256}\t${bytes}`),
    });
  if (dryRun) return sweepNow();
  const swept = await withStoreLease(prisma, { sweeps: true }, sweepNow);
  if (swept) return swept.result;
  throw new Error("The store is being swept or backed up already: try again when that is over.");
}

function tell({ found, removed, unfinished }: SweepReport, dryRun: boolean): string {
  const amount = ({ files, bytes }: SweepReport["found"]) =>
    `${files} ${files === 1 ? "file" : "files"} (${formatBytes(bytes)})`;
  const verb = dryRun ? "would be removed" : "removed";
  return `${amount(removed)} of ${amount(found)} ${verb}, and ${amount(unfinished)} that nobody finished writing.`;
}
