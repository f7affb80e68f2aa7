/**
 * A whole installation of its own: PostgreSQL, web apps and trainers over one database and one store. Its parts are a list,
 * so that whatever else a deployment has (a pooler, a store of objects) is one more of them.
 */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { assembleEnvironment, withoutInstallation } from "../../scripts/setup/environment.mjs";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { migrate } from "../../scripts/setup/migrate.mjs";
import { locate } from "../../scripts/setup/paths.mjs";
import { WEB_SERVER } from "../../scripts/setup/web-build.mjs";
import type { Part } from "./part.ts";
import { PostgresPart } from "./postgres-part.ts";
import { ProcessPart } from "./process-part.ts";
import { TrainerPart } from "./trainer-part.ts";

const WEBS = 2;
const TRAINERS = 3;
/** Seconds between two checkpoints: runs are short, and much can happen to them. */
const CHECKPOINT_SECONDS = 0.5;

export type ChaosSystem = {
  postgres: PostgresPart;
  webs: readonly ProcessPart[];
  trainers: readonly TrainerPart[];
  /** Where the web apps answer, in their order. */
  urls: readonly string[];
  /** Those of all that ended by themselves. */
  unaskedEnds: () => string[];
  storeDir: string;
  stop: () => Promise<void>;
};

/** Makes and starts it, but no trainer yet. */
export async function startSystem(): Promise<ChaosSystem> {
  const installed = locate();
  const home = join(installed.home, "chaos");
  const paths = { ...installed, home, store: join(home, "store"), postgres: join(home, "postgres") };
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  const postgres = await PostgresPart.create(paths);
  const parts: Part[] = [postgres];
  const stop = async () => {
    for (const part of parts.reverse()) await part.stop();
    await rm(postgres.base, { recursive: true, force: true });
  };
  try {
    await migrate(paths, process.execPath, postgres.url);
    const ports = [];
    for (let i = 0; i < WEBS; i++) ports.push(await findFreePort());
    const urls = ports.map((port) => `http://localhost:${port}`);
    const facts = { node: process.execPath, databaseUrl: postgres.url, port: ports[0], url: urls[0] };
    const environment = await assembleEnvironment(paths, facts, {
      ...withoutInstallation(),
      BETTER_AUTH_URL: urls[0],
      CULTIVAR_THREADS: "1",
    });
    const common = { program: process.execPath, folder: paths.checkout };
    const webs = ports.map((port, i) => {
      const name = `web-${i + 1}`;
      return new ProcessPart(name, {
        ...common,
        args: [join(paths.checkout, WEB_SERVER)],
        env: () => ({ ...environment, HOSTNAME: "127.0.0.1", PORT: String(port) }),
        logFile: join(home, `${name}.log`),
      });
    });
    const trainers = Array.from({ length: TRAINERS }, (_, i) => {
      const name = `trainer-${i + 1}`;
      const own = join(home, name);
      return new TrainerPart(name, own, {
        ...common,
        args: ["trainer/main.ts"],
        env: (generation) => ({
          ...environment,
          DATABASE_URL: asWriter(postgres.url, name, generation),
          CULTIVAR_HOME: own,
          TRAINER_NAME: name,
          CHECKPOINT_SECONDS: String(CHECKPOINT_SECONDS),
        }),
        logFile: join(home, `${name}.log`),
      });
    });
    parts.push(...webs, ...trainers);
    await Promise.all(webs.map((web) => web.start()));
    const processes = [...webs, ...trainers];
    const unaskedEnds = () => processes.flatMap((part) => part.unaskedEnds);
    return { postgres, webs, trainers, urls, unaskedEnds, storeDir: paths.store, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The database's address by which its own records tell each start of each trainer apart (witness.ts). */
function asWriter(databaseUrl: string, name: string, generation: number): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", `${name}#${generation}`);
  return url.href;
}
