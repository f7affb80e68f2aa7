/** What requests share: one of each per process, made when the first request comes. */
import { createPrisma, type PoolUse } from "#prisma/client";
import type { PrismaClient } from "#prisma/generated/client";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { logLine, reasonOf } from "#telemetry/log";
import { type Auth, createAuth } from "./auth.ts";
import { type Env, parseEnv } from "./env.ts";
import { createRankings, type ReadRanking } from "./models/ranking.ts";
import { createRunQueue, type RunQueue } from "./queue.ts";

export type Services = {
  env: Env;
  prisma: PrismaClient;
  /** Of the connections of `prisma`. */
  databasePool: PoolUse;
  queue: RunQueue;
  store: ArtefactStore;
  ranking: ReadRanking;
  auth: Auth;
  now: () => Date;
  close(): Promise<void>;
};

export function createServices(env: Env, now: () => Date = () => new Date()): Services {
  let isClosing = false;
  let databasePool: PoolUse = { totalCount: 0, idleCount: 0, waitingCount: 0 };
  const prisma = createPrisma(env.DATABASE_URL, {
    max: env.DATABASE_CONNECTIONS,
    applicationName: "cultivar-web",
    onPool: (pool) => {
      databasePool = pool;
    },
    onPoolError: (error) => {
      if (!isClosing) logLine("warn", "a connection to the database broke", { reason: reasonOf(error) });
    },
  });
  const queue = createRunQueue(env.DATABASE_URL);
  const store = openStore(env);
  const auth = createAuth({ env, prisma, queue });
  const close = async () => {
    isClosing = true;
    await queue.close();
    await prisma.$disconnect();
  };
  return { env, prisma, databasePool, queue, store, ranking: createRankings(prisma), auth, now, close };
}

/** Next bundles this file more than once; the process has one set. */
const SERVICES = Symbol.for("cultivar.services");
const shared = globalThis as { [SERVICES]?: Services };

/** @throws when the environment is not complete, saying what is missing */
export function getServices(): Services {
  shared[SERVICES] ??= createServices(parseEnv(process.env));
  return shared[SERVICES];
}

/** Lets tests call what asks for the process's services; null for those of the environment. */
export function provideServices(services: Services | null): void {
  shared[SERVICES] = services ?? undefined;
}
