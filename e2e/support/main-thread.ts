/** How long a page's main thread was kept at a time, in its own processor time: other programs do not count. */
import type { Browser, Page } from "@playwright/test";

type TraceEvent = { name: string; pid: number; tid: number; args?: { name?: string }; tdur?: number };

/** Milliseconds of the longest task of pages' main threads during `work`; Chromium only. */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(thread),
  );
  const tasks = traceEvents.filter((event) => main.has(thread(event)) && event.tdur !== undefined);
  if (tasks.length === 0) throw new Error("The browser recorded no task of a page.");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
