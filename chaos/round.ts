/**
 * One round: a system of its own is started, trains a twin of each spec in peace, and is then given runs and struck by
 * faults until the time is over. Then everything is mended, the runs end, and all accounts are compared.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { createPrisma } from "#prisma/client";
import { Client } from "./client.ts";
import { type Fault, faultsOf, LEASE_SECONDS } from "./faults.ts";
import { judge, type Verdict } from "./judge.ts";
import { pretendPublished } from "./pretend-published.ts";
import { SeededRandom } from "./random.ts";
import { RunWatch } from "./run-watch.ts";
import { type ChaosSystem, type Setting, startSystem } from "./system/chaos-system.ts";
import type { Part } from "./system/part.ts";
import { installWitness, overlaps } from "./witness.ts";
import { SPECS } from "./workload.ts";

/** Runs that wait or train at any time: one more than trainers, so that each finds something to do. */
const RUNS_AT_ONCE = 4;
/** Seconds between two faults. */
const PACE = [1, 4] as const;
/** Deaths that a run still has to spare when it is struck: the third without a checkpoint in between fails it, by design. */
const DEATHS_TO_SPARE = 2;
/** Seconds without any event after which runs that have not ended are stuck. */
const STANDSTILL = 60;

export type RoundResult = Omit<Verdict, "findings"> & {
  faults: number;
  faultsByName: Record<string, number>;
  runs: number;
  runsStuck: number;
  leasesOverlapped: number;
  /** Launches that were confirmed and made no run, or more than one. */
  launchesWrong: number;
  /** States of which the sums that are kept say another number of runs than there are. */
  countsWrong: number;
  /** Processes of the system that ended without being told to. */
  unaskedEnds: number;
};

type RoundOptions = { minutes: number; seed: number; setting: Setting };

/**
 * @param options minutes from the first launch to the last fault; what a seed determines are the choices, not the moments
 * @param say gets a line for whatever happens
 */
export async function chaosRound(
  options: RoundOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<RoundResult> {
  const system = await startSystem(options.setting);
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("Interrupted; the system is stopped.")));
  });
  return Promise.race([disturb(system, options, say), interrupted]).finally(system.stop);
}

async function disturb(
  system: ChaosSystem,
  { minutes, seed }: RoundOptions,
  say: (line: string) => void,
): Promise<RoundResult> {
  const pool = new Pool({ connectionString: system.postgres.url, max: 2, application_name: "chaos" });
  pool.on("error", () => {});
  const prisma = createPrisma(system.postgres.url, { max: 3, applicationName: "chaos" });
  try {
    const { store } = system;
    await installWitness(pool);
    await pretendPublished(prisma, store);
    const client = await Client.signUp(system.urls);
    await Promise.all(system.trainers.map((trainer) => trainer.start()));

    say("training a twin of each spec in peace");
    const until = performance.now() + 60_000 * minutes;
    const twins = await Promise.all(SPECS.map((spec, i) => client.launch(`twin ${i + 1}`, spec)));
    const watch = new RunWatch(pool);
    await watch.untilEnded(STANDSTILL);

    const launched = new Map<string, string>();
    const random = new SeededRandom(seed);
    const over = () => performance.now() >= until;
    const launching = (async () => {
      for (let n = 1; !over(); await sleep(250)) {
        if ((await watch.active()) >= RUNS_AT_ONCE) continue;
        const spec = (n - 1) % SPECS.length;
        launched.set(await client.launch(`run ${n}`, SPECS[spec] ?? raise()), twins[spec] ?? raise());
        n += 1;
      }
    })();
    const struck = await strikeUntil(over, faultsOf(system), { random, watch, say });
    await launching;

    say(`${struck.length} faults; letting ${await watch.active()} runs end`);
    await sleep(1000 * (LEASE_SECONDS + 6));
    const silent = await watch.silent(LEASE_SECONDS);
    const stuck = new Set([...silent, ...(await watch.untilEnded(STANDSTILL))]);
    const disturbed = [...launched].map(([runId, twinId]) => ({ runId, twinId }));
    const { findings, ...verdict } = await judge(prisma, store, disturbed);
    const overlapped = await overlaps(pool);
    const launchesWrong = await wrongLaunches(pool, twins.length + launched.size);
    const countsWrong = await wrongCounts(pool);
    const ends = system.unaskedEnds();
    for (const line of [...findings, ...overlapped, ...ends]) say(line);
    for (const run of stuck) say(`run ${run} is stuck`);
    if (launchesWrong > 0) say(`${launchesWrong} launches without a run of their own`);
    if (countsWrong > 0) say(`${countsWrong} states whose runs are counted wrong`);
    return {
      faults: struck.length,
      ...verdict,
      runsStuck: stuck.size,
      leasesOverlapped: overlapped.length,
      launchesWrong,
      countsWrong,
      unaskedEnds: ends.length,
      runs: launched.size,
      faultsByName: countNames(struck),
    };
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
}

/** @returns the names of the faults that hit something; all are mended */
async function strikeUntil(
  over: () => boolean,
  faults: readonly Fault[],
  { random, watch, say }: { random: SeededRandom; watch: RunWatch; say: (line: string) => void },
): Promise<string[]> {
  const struck: string[] = [];
  const busy = new Map<Part, Promise<void>>();
  while (!over()) {
    await sleep(1000 * random.between(...PACE));
    const free = faults.filter(({ part }) => !busy.has(part));
    const fault = random.pick(free, ({ weight }) => weight);
    if (!fault) continue;
    const { name, part, costsLife, strike } = fault;
    if (costsLife && (await watch.deathsOf(part.name)) >= DEATHS_TO_SPARE) continue;
    say(`${name}: ${part.name}`);
    const mended = strike(random).then((hit) => {
      if (hit) struck.push(name);
      busy.delete(part);
    });
    busy.set(part, mended);
  }
  await Promise.all(busy.values());
  return struck;
}

/** How many experiments, or runs of one, are missing or too many. */
async function wrongLaunches(pool: Pool, confirmed: number): Promise<number> {
  const { rows } = await pool.query<{ experiments: number; doubled: number }>(`
    SELECT count(*)::int AS experiments, count(*) FILTER (WHERE n <> 1)::int AS doubled
      FROM (SELECT count(run.id) AS n FROM experiment LEFT JOIN run ON run."experimentId" = experiment.id GROUP BY experiment.id) e`);
  const { experiments = 0, doubled = 0 } = rows[0] ?? {};
  return Math.abs(experiments - confirmed) + doubled;
}

async function wrongCounts(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ wrong: number }>(`
    SELECT count(*)::int AS wrong
      FROM (SELECT state, sum(runs) AS n FROM run_count GROUP BY state) kept
      FULL JOIN (SELECT state, count(*) AS n FROM run WHERE "deletedAt" IS NULL GROUP BY state) counted USING (state)
     WHERE COALESCE(kept.n, 0) <> COALESCE(counted.n, 0)`);
  return rows[0]?.wrong ?? 0;
}

function countNames(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function raise(): never {
  throw new Error("There is no such spec.");
}
