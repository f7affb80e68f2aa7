/**
 * A whole installation of its own: PostgreSQL, web apps and trainers over one database and one store; as a deployment with a
 * pooler and an S3 server between them.
 */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";
import { assembleEnvironment, withoutInstallation } from "../../scripts/setup/environment.mjs";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { migrate } from "../../scripts/setup/migrate.mjs";
import { locate } from "../../scripts/setup/paths.mjs";
import { WEB_SERVER } from "../../scripts/setup/web-build.mjs";
import type { Part } from "./part.ts";
import { PostgresPart } from "./postgres-part.ts";
import { ProcessPart } from "./process-part.ts";
import { findSurroundings } from "./surroundings.ts";
import { TrainerPart } from "./trainer-part.ts";

const WEBS = 2;
const TRAINERS = 3;
/** Seconds between two checkpoints: runs are short, and much can happen to them. */
const CHECKPOINT_SECONDS = 0.5;

/** As `npm start` runs it, on one database and a folder; or with PgBouncer and an S3 server around it. */
export const SETTINGS = ["home", "deployment"] as const;
export type Setting = (typeof SETTINGS)[number];

export type ChaosSystem = {
  postgres: PostgresPart;
  /** Pooler and S3 server of a deployment. */
  servers: readonly ProcessPart[];
  webs: readonly ProcessPart[];
  trainers: readonly TrainerPart[];
  /** Where the web apps answer, in their order. */
  urls: readonly string[];
  /** Those of all that ended by themselves. */
  unaskedEnds: () => string[];
  store: ArtefactStore;
  stop: () => Promise<void>;
};

/** Makes and starts it, but no trainer yet. */
export async function startSystem(setting: Setting): Promise<ChaosSystem> {
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
    const around = setting === "deployment" ? await findSurroundings(paths, postgres.url, postgres.base) : null;
    const servers = around ? [around.pooler, around.objectStore] : [];
    parts.push(...servers);
    await Promise.all(servers.map((server) => server.start()));
    const databaseUrl = around?.databaseUrl ?? postgres.url;
    const storeEnvironment = around?.storeEnvironment ?? { STORE_DIR: paths.store };
    const ports = [];
    for (let i = 0; i < WEBS; i++) ports.push(await findFreePort());
    const urls = ports.map((port) => `http://localhost:${port}`);
    const facts = { node: process.execPath, databaseUrl, port: ports[0], url: urls[0] };
    const environment = await assembleEnvironment(paths, facts, {
      ...withoutInstallation(),
      ...storeEnvironment,
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
          DATABASE_URL: asWriter(databaseUrl, name, generation),
          CULTIVAR_HOME: own,
          TRAINER_NAME: name,
          CHECKPOINT_SECONDS: String(CHECKPOINT_SECONDS),
        }),
        logFile: join(home, `${name}.log`),
      });
    });
    parts.push(...webs, ...trainers);
    await Promise.all(webs.map((web) => web.start()));
    const processes = [...servers, ...webs, ...trainers];
    const unaskedEnds = () => processes.flatMap((part) => part.unaskedEnds);
    const store = openStore(storeEnvironment);
    return { postgres, servers, webs, trainers, urls, unaskedEnds, store, stop };
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
