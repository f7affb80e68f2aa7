/** What requests share: one of each per process, made when the first request comes. */
import { createPrisma } from "#prisma/client";
import type { PrismaClient } from "#prisma/generated/client";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { type Auth, createAuth } from "./auth.ts";
import { type Env, parseEnv } from "./env.ts";
import { createRunQueue, type RunQueue } from "./queue.ts";

export type Services = {
  env: Env;
  prisma: PrismaClient;
  queue: RunQueue;
  store: ArtefactStore;
  auth: Auth;
  now: () => Date;
  close(): Promise<void>;
};

export function createServices(env: Env, now: () => Date = () => new Date()): Services {
  let isClosing = false;
  const prisma = createPrisma(env.DATABASE_URL, {
    max: env.DATABASE_CONNECTIONS,
    applicationName: "cultivar-web",
    onPoolError: (error) => {
      if (!isClosing) console.error(`database: ${error.message}`);
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
  return { env, prisma, queue, store, auth, now, close };
}

/** Next bundles this file more than once; the process has one set. */
const SERVICES = Symbol.for("cultivar.services");
const shared = globalThis as { [SERVICES]?: Services };

/** @throws when the environment is not complete, saying what is missing */
export function getServices(): Services {
  shared[SERVICES] ??= createServices(parseEnv(process.env));
  return shared[SERVICES];
}

/** Lets tests call what asks for the process's services. */
export function provideServices(services: Services): void {
  shared[SERVICES] = services;
}
