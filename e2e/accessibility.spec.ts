/** Every page passes axe' WCAG 2.2 AA rules, light and dark, and fits a phone's width. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { launchSweep, sweepState } from "./support/launch-sweep.ts";
import { newPerson, signUp } from "./support/person.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";

async function check(page: Page, path: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(path);
  await expect(page.getByRole("main")).toBeVisible();
  await showAll(page);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await expectAccessible(page, path);
}

/** Goes down the page: parts of it are fetched when they come near. */
async function showAll(page: Page) {
  const bottom = () => page.evaluate(() => window.scrollY + window.innerHeight >= document.body.scrollHeight - 1);
  while (!(await bottom())) await page.evaluate(() => window.scrollBy(0, window.innerHeight));
  await page.evaluate(() => window.scrollTo(0, 0));
}

test("pages for everybody", async ({ page }) => {
  test.setTimeout(300_000);
  const { id } = await publishedModel(page);
  const boards = ["/leaderboard", "/leaderboard?each=author&x=bytes"];
  const datasets = ["/datasets", "/datasets/cifar10"];
  const labs = ["/labs", "/labs/lab-2"];
  const others = ["/", `/models/${id}`, `/embed/${id}`, `/classify?model=${id}`, "/sign-in", "/sign-up", "/developers"];
  for (const path of [...others, ...boards, ...datasets, ...labs]) {
    await check(page, path);
  }
});

test("pages of a person", async ({ page }) => {
  test.setTimeout(300_000);
  await signUp(page, newPerson("yarrow"));
  await check(page, "/experiments");
  for (const path of ["/experiments/new", "/sweeps", "/sweeps/new"]) await check(page, path);
  const sweep = await launchSweep(page, { name: "rates", epochs: 1 });
  await expect(sweepState(page, "finished")).toBeVisible({ timeout: 120_000 });
  const links = await page.getByRole("table", { name: "Runs of the sweep" }).locator("tbody a").all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute("href")));
  const [run, other] = [...new Set(hrefs.flatMap((href) => href?.match(/^\/runs\/([0-9a-f-]{36})/)?.[1] ?? []))];
  expect(other, "a second run of the sweep").toBeDefined();
  const comparisons = [`/compare?runs=${run},${other}`, `/compare?runs=${run}`, "/compare"];
  const view = "/experiments?columns=specification,curve,validation,learningRate,tags,note,started&f.tags.lacks=x";
  const lists = ["/experiments", view, "/sweeps", "/labs", "/labs/lab-2", "/account"];
  for (const path of [`/runs/${run}`, `/sweeps/${sweep}`, ...lists, ...comparisons]) await check(page, path);
});
