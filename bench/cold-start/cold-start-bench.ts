/** How long a page takes from nothing: the web app's process is started for it, as on a host that keeps none waiting. */

import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "#domain/statistics/median";
import { assembleEnvironment, withoutInstallation } from "../../scripts/setup/environment.mjs";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { migrate } from "../../scripts/setup/migrate.mjs";
import { locate } from "../../scripts/setup/paths.mjs";
import { beginSetup } from "../../scripts/setup/prepare.mjs";
import { folderBytes } from "../../scripts/setup/report.mjs";
import { WEB_SERVER } from "../../scripts/setup/web-build.mjs";
import { withTestDatabase } from "../../scripts/testing/test-database.mjs";
import { testPaths } from "../../scripts/testing/test-paths.mjs";
import { defineBench } from "../bench.ts";
import { number } from "../options/flags.ts";
import { endChildren, startChild } from "../processes/children.ts";
import { table } from "../report/table.ts";

const PATIENCE = 60_000;
const PAGES = ["/api/health", "/leaderboard"] as const;

const flags = { rounds: number("processes for each page", 5, 1) };

export const coldStartBench = defineBench({
  summary: "a page of the web app from the start of its process, and its size",
  flags,
  run: async ({ rounds }, { say, print }) => {
    const need = await beginSetup(locate(), ["build"]);
    await need("build");
    const paths = locate();
    const own = testPaths(paths, "cold-start");
    await mkdir(own.home, { recursive: true });
    try {
      return await withTestDatabase(paths, "cold-start", async (databaseUrl) => {
        await migrate(paths, process.execPath, databaseUrl);
        const port = await findFreePort();
        const env = await assembleEnvironment(
          own,
          { node: process.execPath, databaseUrl, port },
          withoutInstallation(),
        );
        const server = join(paths.checkout, WEB_SERVER);
        const open = async (page: string) => {
          const command = { program: process.execPath, args: [server] };
          const started = performance.now();
          startChild({ ...command, env: { ...env, HOSTNAME: "127.0.0.1", PORT: String(port) } });
          const first = await untilOpened(`http://127.0.0.1:${port}${page}`, started);
          const again = performance.now();
          const warm = await untilOpened(`http://127.0.0.1:${port}${page}`, again);
          endChildren();
          await sleep(200);
          return { first, warm };
        };
        const figures: Record<string, number> = { serverMB: (await folderBytes(dirname(server))) / 1e6 };
        const rows = [["from the start of the process", "first ms", "second ms"]];
        for (const page of PAGES) {
          const times: Awaited<ReturnType<typeof open>>[] = [];
          for (let round = 0; round < rounds; round++) {
            times.push(await open(page));
            say(`${page}: ${times.at(-1)?.first.toFixed(0)} ms`);
          }
          const [first, warm] = [median(times.map((time) => time.first)), median(times.map((time) => time.warm))];
          const name = page.slice(page.lastIndexOf("/") + 1);
          Object.assign(figures, { [`${name}.coldMs`]: first, [`${name}.warmMs`]: warm });
          rows.push([page, first.toFixed(0), warm.toFixed(0)]);
        }
        print(`\nmedian of ${rounds}, server of ${figures.serverMB?.toFixed(0)} MB\n\n${table(rows)}\n`);
        return { figures, ratios: {}, versions: { node: process.version } };
      });
    } finally {
      endChildren();
      await rm(own.home, { recursive: true, force: true });
    }
  },
});

/** Milliseconds from `started` until the whole answer was there. */
async function untilOpened(url: string, started: number): Promise<number> {
  while (performance.now() - started < PATIENCE) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) {
      await answer.arrayBuffer();
      return performance.now() - started;
    }
    await sleep(10);
  }
  throw new Error(`${url} was not answered within ${PATIENCE / 1000} s.`);
}
