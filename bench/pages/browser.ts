import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "../../scripts/setup/chromium.mjs";
import { locate } from "../../scripts/setup/paths.mjs";
import type { BenchSite } from "./bench-site.ts";
import { watchPage } from "./page-probe.ts";

export type BenchBrowser = {
  version: string;
  /** A page of the owner with an empty cache. */
  openPage: (viewport: { width: number; height: number }) => Promise<Page>;
};

/** A real Chromium in which the owner is signed in. */
export async function withBrowser<T>(
  { url, cookies }: Pick<BenchSite, "url" | "cookies">,
  work: (browser: BenchBrowser) => Promise<T>,
): Promise<T> {
  const executablePath = await ensureChromium(locate(), process.execPath);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const contexts: BrowserContext[] = [];
  try {
    return await work({
      version: browser.version(),
      openPage: async (viewport) => {
        const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
        contexts.push(context);
        await context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
        const page = await context.newPage();
        await watchPage(page);
        return page;
      },
    });
  } finally {
    for (const context of contexts) await context.close();
    await browser.close();
  }
}
