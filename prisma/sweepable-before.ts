import type { PrismaQuery } from "./client.ts";

/** Milliseconds for which what no row names stays, unless somebody says otherwise. */
export const SWEEP_GRACE = 24 * 3_600_000;

/** Milliseconds by which the clocks of database, trainer and store may differ. */
const CLOCK_MARGIN = 600_000;

/**
 * Files put before this time can be swept, if nothing names them: those past the time of grace, unless a run that has begun
 * and not ended may have put them. Such a run can name them long afterwards, when its trainer comes back to its log.
 *
 * @param grace milliseconds
 */
export async function sweepableBefore(prisma: PrismaQuery, grace: number, now = new Date()): Promise<Date> {
  const { _min } = await prisma.run.aggregate({
    where: { state: { in: ["queued", "running"] } },
    _min: { startedAt: true },
  });
  const begun = (_min.startedAt?.getTime() ?? Number.POSITIVE_INFINITY) - CLOCK_MARGIN;
  return new Date(Math.min(now.getTime() - grace, begun));
}
