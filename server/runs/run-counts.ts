import { RUN_STATES, type RunState } from "#domain/runs/states";
import { Prisma } from "#prisma/generated/client";

const { sql } = Prisma;

/**
 * How many runs a person has in each state, deleted ones left out. Triggers keep the sums: it costs the same for any number.
 *
 * @param tag of those with it alone
 */
export async function readRunCounts(
  db: Prisma.TransactionClient,
  ownerId: string,
  tag?: string,
): Promise<Record<RunState, number>> {
  const kept =
    tag === undefined
      ? sql`"run_count" WHERE "ownerId" = ${ownerId}`
      : sql`"run_tag_count" WHERE "ownerId" = ${ownerId} AND "tag" = ${tag}`;
  const sums = await db.$queryRaw<{ state: RunState; runs: number }[]>`
    SELECT "state", sum("runs")::int AS "runs" FROM ${kept} GROUP BY "state"`;
  const none = Object.fromEntries(RUN_STATES.map((state) => [state, 0])) as Record<RunState, number>;
  return { ...none, ...Object.fromEntries(sums.map(({ state, runs }) => [state, runs])) };
}

/** How many runs a person has, deleted ones left out. */
export async function countRuns(db: Prisma.TransactionClient, ownerId: string): Promise<number> {
  return Object.values(await readRunCounts(db, ownerId)).reduce((sum, runs) => sum + runs, 0);
}
