/** A whole installation of its own for a bench: a new PostgreSQL, as safe against power cuts as a real one, and the web app. */

import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Prisma } from "#prisma/client";
import { createContext, readViewer } from "#server/context";
import { parseEnv } from "#server/env";
import { createCaller } from "#server/router";
import { createServices } from "#server/services";
import type { ArtefactStore } from "#storage/store";
import { assembleEnvironment, withoutInstallation } from "../../scripts/setup/environment.mjs";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { migrate } from "../../scripts/setup/migrate.mjs";
import { locate } from "../../scripts/setup/paths.mjs";
import { startPostgres } from "../../scripts/setup/postgres.mjs";
import { beginSetup } from "../../scripts/setup/prepare.mjs";
import { WEB_SERVER } from "../../scripts/setup/web-build.mjs";
import { anonymousBytes } from "../processes/anonymous-memory.ts";
import { type Command, endChildren, startChild } from "../processes/children.ts";
import { liveBytes } from "../processes/live-memory.ts";

export type BenchSite = {
  databaseUrl: string;
  /** Where the web app answers once it is started. */
  url: string;
  ownerId: string;
  prisma: Prisma;
  store: ArtefactStore;
  /** The API as the owner of the runs calls it, in this process. */
  api: ReturnType<typeof createCaller>;
  /** The owner's session, as a browser sends it: name and value of each cookie. */
  cookies: { name: string; value: string }[];
  /** The same as the header of a request. */
  cookieHeader: string;
  /** Starts the web app as `npm start` does, once. */
  startWeb: () => Promise<void>;
  /** Bytes of memory of the web app, once it is started. */
  webMemory: () => Promise<WebMemory>;
};

export type WebMemory = {
  /** Still used after a collection. */
  live: number;
  /** Occupied before it. */
  occupied: number;
};

/** Milliseconds for the web app to answer. */
const PATIENCE = 60_000;

export async function withBenchSite<T>(work: (site: BenchSite) => Promise<T>): Promise<T> {
  const installed = locate();
  const paths = { ...installed, ...ownPaths(join(installed.home, "bench", "pages")) };
  await rm(paths.home, { recursive: true, force: true });
  await mkdir(paths.home, { recursive: true });
  const database = await startPostgres(paths, paths.postgres, { durable: true });
  try {
    await migrate(paths, process.execPath, database.url);
    const port = await findFreePort();
    const facts = { node: process.execPath, databaseUrl: database.url, port };
    const env = await assembleEnvironment(paths, facts, {
      ...withoutInstallation(),
      BETTER_AUTH_URL: `http://localhost:${port}`,
    });
    const inspector = await findFreePort();
    let webPid: number | undefined;
    return await withOwner(env, (owner) =>
      work({
        ...owner,
        databaseUrl: database.url,
        url: `http://localhost:${port}`,
        startWeb: async () => {
          webPid = await startWeb(paths, { port, inspector }, env);
        },
        webMemory: async () => ({ occupied: anonymousBytes(webPid), live: await liveBytes(inspector) }),
      }),
    );
  } finally {
    // The web app, if it was started.
    endChildren();
    await database.stop();
    await rm(paths.home, { recursive: true, force: true });
    await rm(database.base, { recursive: true, force: true });
  }
}

const ownPaths = (home: string) => ({
  home,
  store: join(home, "store"),
  postgres: join(home, "postgres"),
  secrets: join(home, "secrets"),
});

/** Signs somebody up through the front door and calls `work` with their view of the API. */
async function withOwner<T>(
  env: NodeJS.ProcessEnv,
  work: (owner: Pick<BenchSite, "ownerId" | "prisma" | "store" | "api" | "cookies" | "cookieHeader">) => Promise<T>,
): Promise<T> {
  const services = createServices(parseEnv(env));
  try {
    const { headers } = await services.auth.api.signUpEmail({
      body: { name: "Bench", email: "bench@example.org", password: "quiet-harbour-lamp" },
      returnHeaders: true,
    });
    const pairs = headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
    const viewer = await readViewer(services, new Headers({ cookie: pairs.join("; ") }));
    if (!viewer) throw new Error("Signing up gave no session.");
    return await work({
      ownerId: viewer.id,
      prisma: services.prisma,
      store: services.store,
      api: createCaller(createContext(services, viewer)),
      cookieHeader: pairs.join("; "),
      cookies: pairs.map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)) };
      }),
    });
  } finally {
    await services.close();
  }
}

async function startWeb(
  paths: ReturnType<typeof locate>,
  { port, inspector }: { port: number; inspector: number },
  env: NodeJS.ProcessEnv,
): Promise<number | undefined> {
  const need = await beginSetup(locate(), ["build"]);
  await need("build");
  const command: Command = {
    program: process.execPath,
    args: [`--inspect=127.0.0.1:${inspector}`, join(paths.checkout, WEB_SERVER)],
    env: { ...env, HOSTNAME: "127.0.0.1", PORT: String(port) },
  };
  const log = createWriteStream(join(paths.home, "web.log"), { flags: "a" });
  const child = startChild(command);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.once("close", () => log.end());
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => null);
    if (answer?.ok) return child.pid;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The web app did not answer; its log is ${join(paths.home, "web.log")}.`);
}
