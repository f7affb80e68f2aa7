import { z } from "zod";
import { tag } from "#domain/runs/tags";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import { runSelection } from "./list-input.ts";
import { readRows } from "./list-runs.ts";
import { fromSql, matchingSql, stateSql } from "./list-sql.ts";
import type { RunSummary } from "./summary.ts";

export const runsPageInput = runSelection.pick({ state: true, search: true }).extend({
  tag: tag.optional(),
  /** The last run of the page before. */
  cursor: z.uuid().optional(),
  limit: z.number().int().min(1).max(100),
});

/** Runs of one person, the latest launched first: identifiers grow with time. `next` is null on the last page. */
export async function pageOfRuns(
  prisma: PrismaClient,
  { state, search, tag, cursor, limit }: z.output<typeof runsPageInput>,
  ownerId: string,
): Promise<{ runs: RunSummary[]; next: string | null }> {
  const filters = tag === undefined ? [] : [{ column: "tags", is: "has" as const, value: tag }];
  const after = cursor === undefined ? Prisma.empty : Prisma.sql` AND r."id" < ${cursor}::uuid`;
  const found = await prisma.$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM ${fromSql({ filters })}
     WHERE ${matchingSql({ search, filters }, ownerId)}${stateSql(state)}${after}
     ORDER BY r."id" DESC LIMIT ${limit + 1}`;
  const ids = found.slice(0, limit).map(({ id }) => id);
  const next = found.length > limit ? (ids.at(-1) ?? null) : null;
  return { runs: await readRows(prisma, ids, []), next };
}
