import type { RunState } from "#domain/runs/states";
import { readableRuns } from "../runs/readable.ts";
import type { Context } from "../trpc.ts";

export type SeriesRun = {
  id: string;
  state: RunState;
  /** 0 before it has begun. */
  stepsPerEpoch: number;
  startedAt: Date | null;
};

/** Those of `ids` that the caller may read; the others are as if nobody had asked for them. */
export async function findRuns(
  { prisma, viewer, share }: Pick<Context, "prisma" | "viewer" | "share">,
  ids: readonly string[],
): Promise<SeriesRun[]> {
  return prisma.run.findMany({
    where: { AND: [readableRuns({ viewer, share }), { id: { in: [...ids] } }] },
    select: { id: true, state: true, stepsPerEpoch: true, startedAt: true },
  });
}
