import type { PrismaClient } from "#prisma/generated/client";
import { aliveAt } from "../launch/queue-state.ts";
import { published } from "../models/visibility.ts";

export type Overview = { runsKept: number; modelsToTry: number; trainersAlive: number; trainersBusy: number };

/** Figures of the whole installation that anybody may know. */
export async function readOverview(prisma: PrismaClient, now: Date): Promise<Overview> {
  const alive = aliveAt(now);
  const [runsKept, modelsToTry, trainersAlive, trainersBusy] = await Promise.all([
    prisma.run.count({ where: { deletedAt: null } }),
    prisma.model.count({ where: published }),
    prisma.trainer.count({ where: alive }),
    prisma.trainer.count({ where: { ...alive, runs: { some: { state: "running" } } } }),
  ]);
  return { runsKept, modelsToTry, trainersAlive, trainersBusy };
}
