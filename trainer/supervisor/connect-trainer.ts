import { createPrisma, type Prisma } from "#prisma/client";

/** Enough for the statements of runs in hand, which are short, a claim, the heartbeats and what waits; the queue has its own. */
const CONNECTIONS = 4;

/** A trainer's connections to the database at `url`. Its few statements repeat, so the database keeps their plans. */
export const connectTrainer = (url: string): Prisma =>
  createPrisma(url, { max: CONNECTIONS, applicationName: "cultivar-trainer", prepared: true });
