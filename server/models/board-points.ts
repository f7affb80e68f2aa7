import { accuracyInterval } from "#domain/models/accuracy-interval";
import type { BoardFilter } from "#domain/models/board-filter";
import type { Cost } from "#domain/models/leaderboard-view";
import { Prisma, type PrismaClient } from "#prisma/generated/client";
import type { LeaderboardRow } from "./leaderboard.ts";
import { rankedModels } from "./ranked-models.ts";

export type BoardPoint = Pick<
  LeaderboardRow,
  "modelId" | "name" | "author" | "testAccuracy" | "interval" | "parameters" | "bytes" | "trainingSeconds"
> & {
  /** None of those that the filter leaves costs no more and is more accurate, or costs less and is as accurate. */
  onFront: boolean;
};

/** Enough to draw; the front is always whole. */
const POINTS_AT_MOST = 500;

const COST_COLUMNS: Record<Cost, Prisma.Sql> = {
  parameters: Prisma.sql`parameters`,
  trainingSeconds: Prisma.sql`"trainingSeconds"`,
  bytes: Prisma.sql`bytes`,
};

/** The models that a filter leaves and that have a rank, for the scatter: the Pareto front and the best behind it. */
export async function readBoardPoints(prisma: PrismaClient, filter: BoardFilter, cost: Cost): Promise<BoardPoint[]> {
  const rows = await prisma.$queryRaw<(Omit<BoardPoint, "interval"> & { testCount: number })[]>`
    ${rankedModels(filter)}, fronted AS (
      SELECT *, "testAccuracy" > COALESCE(
        max("testAccuracy") OVER (
          ORDER BY ${COST_COLUMNS[cost]}, "testAccuracy" DESC, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), -1) AS "onFront"
      FROM chosen WHERE rank IS NOT NULL
    )
    SELECT id AS "modelId", name, author, "testAccuracy", "testCount", parameters, bytes, "trainingSeconds", "onFront"
    FROM fronted ORDER BY "onFront" DESC, place LIMIT ${POINTS_AT_MOST}`;
  return rows.map(({ testCount, ...point }) => ({
    ...point,
    interval: accuracyInterval(point.testAccuracy, testCount),
  }));
}
