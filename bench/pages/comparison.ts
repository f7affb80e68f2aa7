/** A comparison of runs with long histories: what the server answers, and how long a browser takes to show and move it. */
import type { Page } from "@playwright/test";
import { POINT_METRIC_IDS } from "#domain/runs/metrics";
import { median } from "#domain/statistics/median";
import { spreadOf } from "../statistics/quantile.ts";
import type { BenchSite } from "./bench-site.ts";
import type { BenchBrowser } from "./browser.ts";
import { measureCalls } from "./measure-calls.ts";
import { longestTask, readProbe } from "./page-probe.ts";

/** Together, all that the page of a comparison asks for before its charts are whole. */
const callsOf = (api: BenchSite["api"], ids: readonly string[]) => () =>
  Promise.all([
    api.comparisons.byIds({ ids: [...ids] }),
    api.series.epochs({ ids: [...ids] }),
    api.series.points({ ids: [...ids], metrics: [...POINT_METRIC_IDS] }),
  ]);

/** @param groups runs to compare, each group once after the other */
export const measureComparisonCalls = async (
  api: BenchSite["api"],
  groups: readonly (readonly string[])[],
  repeats: number,
) =>
  spreadOf(
    await measureCalls(
      groups.map((ids) => callsOf(api, ids)),
      { count: groups.length * repeats, warmUp: 2 },
    ),
  );

/** High enough that every chart lies in view: the page draws those that are seen. */
const VIEWPORT = { width: 1440, height: 4_400 } as const;
/** Charts by step, besides accuracy and loss by epoch. */
const FEWEST_CHARTS = POINT_METRIC_IDS.length;
const PATIENCE = 60_000;
const SETTLED = 1_500;

type ComparisonPage = {
  inkMs: number;
  charts: number;
  /** Longest task while it loads, and in each interaction. */
  longest: Record<"loading" | "crosshair" | "zoom" | "toggle", number>;
};

/** Opens the comparison in `loads` browsers with empty caches, and moves what can be moved in each. */
export async function measureComparisonPage(
  browser: BenchBrowser,
  url: string,
  ids: readonly string[],
  loads: number,
): Promise<{ inkMs: number; inkAll: number[]; charts: number; longest: ComparisonPage["longest"] }> {
  const pages: ComparisonPage[] = [];
  for (let i = 0; i < loads; i++) pages.push(await openComparison(browser, url, ids));
  const worst = (phase: keyof ComparisonPage["longest"]) => Math.max(...pages.map(({ longest }) => longest[phase]));
  return {
    inkMs: median(pages.map(({ inkMs }) => inkMs)),
    inkAll: pages.map(({ inkMs }) => inkMs),
    charts: pages[0]?.charts ?? 0,
    longest: {
      loading: worst("loading"),
      crosshair: worst("crosshair"),
      zoom: worst("zoom"),
      toggle: worst("toggle"),
    },
  };
}

async function openComparison(browser: BenchBrowser, url: string, ids: readonly string[]): Promise<ComparisonPage> {
  const page = await browser.openPage(VIEWPORT);
  await page.goto(`${url}/compare?runs=${ids.join(",")}&charts=${POINT_METRIC_IDS.join(",")}`);
  await page.waitForFunction(
    (fewest) => window.probe.charts >= fewest && (window.probe.inkAt ?? Number.NaN) > 0,
    FEWEST_CHARTS,
    { timeout: PATIENCE, polling: 50 },
  );
  // Whatever else comes in is counted.
  await page.waitForTimeout(SETTLED);
  const { inkAt, charts, ...loaded } = await readProbe(page);
  if (inkAt === null) throw new Error("The charts of the comparison were drawn and then taken away again.");
  const longest = { loading: longestTask({ inkAt, charts, ...loaded }, 0), ...(await interact(page)) };
  await page.close();
  return { inkMs: inkAt, charts, longest };
}

async function interact(page: Page): Promise<Omit<ComparisonPage["longest"], "loading">> {
  const chart = page.locator("[data-drawn]").first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (!box) throw new Error("The first chart of the comparison has no place on the page.");
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

  const phase = async (act: () => Promise<void>) => {
    const from = await page.evaluate(() => performance.now());
    await act();
    await page.waitForTimeout(SETTLED);
    return longestTask(await readProbe(page), from);
  };
  const crosshair = await phase(async () => {
    for (let i = 0; i <= 40; i++) await page.mouse.move(...at(0.1 + 0.02 * i));
  });
  const zoom = await phase(async () => {
    await page.mouse.move(...at(0.3));
    await page.mouse.down();
    await page.mouse.move(...at(0.6), { steps: 10 });
    await page.mouse.up();
    await page.waitForTimeout(SETTLED);
    await page.mouse.dblclick(...at(0.5));
  });
  const toggle = await phase(async () => {
    const run = page.getByRole("button", { name: /^Show .+ in the drawings$/ }).first();
    await run.click();
    await page.waitForTimeout(SETTLED);
    await run.click();
  });
  return { crosshair, zoom, toggle };
}
