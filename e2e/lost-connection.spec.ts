/** Who loses the connection is told so on every page that keeps itself current; it comes back by itself, and nothing is missed. */
import type { Locator, Page } from "@playwright/test";
import { launchSweep, sweepState } from "./support/launch-sweep.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const EPOCHS = 60;
const stopped = (page: Page) => page.getByText("Live updates have stopped.").and(page.locator(":not(.sr-only)"));

test("a lost connection is told, comes back by itself and leaves no gap", async ({ page, context }) => {
  test.setTimeout(180_000);
  await signUp(page, newPerson("bistort"));
  await launchSweep(page, { name: "through a tunnel", epochs: EPOCHS });
  const running = page.getByRole("row").filter({ hasText: new RegExp(`epoch \\d+ of ${EPOCHS}`) });
  await expect(running).toHaveCount(1, { timeout: 60_000 });
  const pathIn = (row: Locator) => row.getByRole("link").first().getAttribute("href");
  const rows = await page.getByRole("table", { name: "Runs of the sweep" }).locator("tbody tr").all();
  const ids = (await Promise.all(rows.map(pathIn))).map((path) => path?.split("/").at(-1));

  const open = async (path: string, without?: RegExp) => {
    const opened = await context.newPage();
    if (without) await opened.route(without, (route) => route.abort());
    await opened.goto(path);
    return opened;
  };
  // Going offline leaves an open stream of events alone: that of the run is kept from opening.
  const run = await open((await pathIn(running)) ?? "", /runs\.live/);
  const comparison = await open(`/compare?runs=${ids.join(",")}`);
  const list = await open("/experiments");
  const pages = [page, run, comparison, list];
  for (const shown of [page, comparison, list]) await expect(stopped(shown)).toHaveCount(0);

  await context.setOffline(true);
  for (const shown of pages) await expect(stopped(shown)).toBeVisible({ timeout: 30_000 });
  const before = await running.textContent();
  // Long enough for several epochs to pass unseen.
  await page.waitForTimeout(4_000);
  expect(await running.textContent()).toBe(before);

  await context.setOffline(false);
  await run.unrouteAll();
  for (const shown of pages) await expect(stopped(shown)).toHaveCount(0, { timeout: 30_000 });
  await expect.poll(() => running.textContent(), { timeout: 30_000 }).not.toBe(before);
  const epochs = run.getByRole("table", { name: "Epochs" }).locator("tbody tr");
  await expect.poll(() => epochs.count(), { timeout: 30_000 }).toBeGreaterThan(2);
  const numbers = (await epochs.locator("td:first-child").allInnerTexts()).map(Number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));

  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the sweep" }).click();
  await expect(sweepState(page, "cancelled")).toBeVisible({ timeout: 30_000 });
});
