import { RUN_STATES, type RunState } from "#domain/runs/states";
import type { Prisma } from "#prisma/generated/client";

/** How many runs a person has in each state, deleted ones left out. Triggers keep the sums: it costs the same for any number. */
export async function readRunCounts(db: Prisma.TransactionClient, ownerId: string): Promise<Record<RunState, number>> {
  const sums = await db.$queryRaw<{ state: RunState; runs: number }[]>`
    SELECT "state", sum("runs")::int AS "runs" FROM "run_count" WHERE "ownerId" = ${ownerId} GROUP BY "state"`;
  const none = Object.fromEntries(RUN_STATES.map((state) => [state, 0])) as Record<RunState, number>;
  return { ...none, ...Object.fromEntries(sums.map(({ state, runs }) => [state, runs])) };
}

/** How many runs a person has, deleted ones left out. */
export async function countRuns(db: Prisma.TransactionClient, ownerId: string): Promise<number> {
  return Object.values(await readRunCounts(db, ownerId)).reduce((sum, runs) => sum + runs, 0);
}
