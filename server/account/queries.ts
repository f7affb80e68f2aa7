import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { countRuns } from "../runs/run-counts.ts";
import type { Viewer } from "../trpc.ts";
import { storedBytes } from "./quota.ts";
import { readTrainingTime, type TrainingTime } from "./training-time.ts";

export type AccountSummary = Viewer & {
  createdAt: Date;
  /** Ways to sign in: `credential` is a password. */
  providers: string[];
  runs: number;
  models: number;
  /** Of the models and what was made from them. */
  storedBytes: number;
  training: TrainingTime;
};

export async function readAccount(prisma: PrismaClient, viewer: Viewer, now: Date): Promise<AccountSummary> {
  const [user, runs, models, bytes, training] = await Promise.all([
    prisma.user.findUnique({
      where: { id: viewer.id },
      select: { createdAt: true, accounts: { select: { providerId: true } } },
    }),
    countRuns(prisma, viewer.id),
    prisma.model.count({ where: { ownerId: viewer.id, run: { deletedAt: null } } }),
    storedBytes(prisma, viewer.id),
    readTrainingTime(prisma, viewer.id, now),
  ]);
  if (!user) throw notFound("account");
  const { createdAt, accounts } = user;
  return {
    ...viewer,
    createdAt,
    providers: accounts.map(({ providerId }) => providerId),
    runs,
    models,
    storedBytes: bytes,
    training,
  };
}
