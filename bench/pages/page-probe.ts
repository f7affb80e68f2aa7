/**
 * What is watched inside a page, from before its first script: when charts were drawn, up to which x, and every task that
 * kept the main thread for more than 50 ms. Charts tell what their canvas shows by `data-drawn` and `data-drawn-to`.
 */
import type { Page } from "@playwright/test";

type PageProbe = {
  /** Milliseconds since the navigation began at which the last chart that was waited for was drawn; null before. */
  inkAt: number | null;
  charts: number;
  /** Start and length of long tasks, in milliseconds since the navigation began. */
  longTasks: { start: number; duration: number }[];
  /** When the first chart showed points up to an x: by the wall clock, in ms since 1970. */
  drawnTo: { x: number; at: number }[];
};

/** Installed by `watchPage`. */
declare global {
  interface Window {
    probe: PageProbe;
  }
}

function installProbe(): void {
  const probe: PageProbe = { inkAt: null, charts: 0, longTasks: [], drawnTo: [] };
  window.probe = probe;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.longTasks.push({ start: startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  let reached = Number.NEGATIVE_INFINITY;
  let inked = 0;
  const look = () => {
    const charts = [...document.querySelectorAll<HTMLElement>("[data-drawn]")];
    const drawn = charts.filter(({ dataset }) => dataset.drawn === "true").length;
    probe.charts = charts.length;
    if (drawn < charts.length) probe.inkAt = null;
    else if (drawn > 0 && (probe.inkAt === null || drawn !== inked)) {
      inked = drawn;
      // What is drawn now is on the screen with the next frame.
      requestAnimationFrame(() => {
        if (inked === probe.charts) probe.inkAt = performance.now();
      });
    }
    const x = Number(charts[0]?.dataset.drawnTo ?? Number.NaN);
    if (x > reached) {
      reached = x;
      requestAnimationFrame(() => probe.drawnTo.push({ x, at: performance.timeOrigin + performance.now() }));
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-drawn", "data-drawn-to"],
  });
}

/** Watches every page that is opened from now on. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(installProbe);
}

export const readProbe = (page: Page): Promise<PageProbe> => page.evaluate(() => window.probe);

/** The longest task that began after `from`, in milliseconds; 0 if none took more than 50. */
export const longestTask = ({ longTasks }: PageProbe, from: number): number =>
  Math.max(0, ...longTasks.filter(({ start }) => start >= from).map(({ duration }) => duration));
