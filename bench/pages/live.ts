/** From a trainer's hand to the reader's eye: a running run's page while points arrive. */
import { setTimeout as sleep } from "node:timers/promises";
import { connectTrainer } from "#trainer/supervisor/connect-trainer";
import { shipEvents } from "#trainer/supervisor/ship-events";
import { spreadOf } from "../statistics/quantile.ts";
import type { BenchSite } from "./bench-site.ts";
import type { BenchBrowser } from "./browser.ts";
import { openRun } from "./open-run.ts";
import { readProbe } from "./page-probe.ts";

const VIEWPORT = { width: 1440, height: 1_000 } as const;
/** As often as a training reports. */
const INTERVAL = 250;
/** Points that are there before it is measured. */
const BEFORE = 20;
const LAST_WAIT = 10_000;

/** @returns milliseconds from each call of `shipEvents` to the frame in which the first chart shows that point */
export async function measureLive(
  browser: BenchBrowser,
  { databaseUrl, url, ownerId }: Pick<BenchSite, "databaseUrl" | "url" | "ownerId">,
  points: number,
) {
  const prisma = connectTrainer(databaseUrl);
  try {
    const run = await openRun(prisma, ownerId, "live");
    await shipEvents(prisma, run.lease, run.nextProgress(BEFORE));
    const page = await browser.openPage(VIEWPORT);
    await page.goto(`${url}/runs/${run.lease.runId}?x=step`);
    await page.waitForFunction((x) => window.probe.drawnTo.some((seen) => seen.x >= x), BEFORE, { timeout: 60_000 });
    const sent: { x: number; at: number }[] = [];
    for (let i = 1; i <= points; i++) {
      sent.push({ x: BEFORE + i, at: performance.timeOrigin + performance.now() });
      const started = performance.now();
      await shipEvents(prisma, run.lease, run.nextProgress(1));
      await sleep(Math.max(INTERVAL - (performance.now() - started), 0));
    }
    await page.waitForFunction((x) => window.probe.drawnTo.some((seen) => seen.x >= x), BEFORE + points, {
      timeout: LAST_WAIT,
    });
    const { drawnTo } = await readProbe(page);
    await page.close();
    return spreadOf(
      sent.map(({ x, at }) => {
        const seen = drawnTo.find((drawn) => drawn.x >= x);
        if (!seen) throw new Error(`Point ${x} was never drawn.`);
        return seen.at - at;
      }),
    );
  } finally {
    await prisma.$disconnect();
  }
}
