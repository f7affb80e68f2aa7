/** After its first use the studio works without a connection; what is kept for that is seen, bounded and removed. */
import type { BrowserContext, Page } from "@playwright/test";
import { test as base } from "@playwright/test";
import { chooseFiles } from "./support/network-view.ts";
import { newPerson, signUp } from "./support/person.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

/** Not the `test` that fails on errors in the log: without a connection the browser logs what it could not fetch. */
const test = base;

const offline = (page: Page) => page.getByRole("region", { name: "Without a connection" });
const firstAnswer = (page: Page) => page.locator("article ol li").first();

async function useOnce(page: Page): Promise<{ id: string; name: string; answer: string }> {
  const { id, name } = await publishedModel(page);
  await page.goto(`/classify?model=${id}`);
  await expect(page.locator("[data-golden-difference]")).toBeVisible({ timeout: 60_000 });
  await expect(offline(page).getByRole("listitem", { name })).toContainText("MB");
  await chooseFiles(page, [await testPicture(11)]);
  await expect(firstAnswer(page)).toBeVisible();
  const answer = (await firstAnswer(page).textContent()) ?? "";
  // The page itself is kept last.
  await expect.poll(() => page.evaluate(async () => (await caches.match("/classify")) !== undefined)).toBe(true);
  return { id, name, answer };
}

/** Cuts page and workers off, with nothing left in the browser's own cache. */
async function disconnect(page: Page, context: BrowserContext): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await context.setOffline(true);
}

test("visited once, the studio opens and classifies without a connection, as it did with one", async ({
  page,
  context,
}) => {
  const { id, name, answer } = await useOnce(page);
  await disconnect(page, context);
  await page.goto(`/classify?model=${id}`);
  await expect(page.getByRole("article", { name }).locator("[data-golden-difference]")).toBeVisible({
    timeout: 60_000,
  });
  await chooseFiles(page, [await testPicture(11)]);
  await expect(firstAnswer(page)).toHaveText(answer);

  const card = page.getByRole("article", { name });
  await card.getByRole("button", { name: "Neighbours", exact: true }).click();
  await expect(card.getByRole("list", { name: "Neighbours" }).getByRole("listitem")).toHaveCount(12);
  await expect(card.getByRole("alert")).toContainText("Not all pictures arrived.", { timeout: 30_000 });
  // So do parts whose code comes late, although nobody has opened them before.
  await chooseFiles(page, [await testPicture(11), await testPicture(12)]);
  await expect(page.getByRole("region", { name: "Contact sheet" }).getByRole("heading")).toHaveText("2 pictures");
  await page.getByRole("button", { name: "Theme" }).first().click();
  await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();

  // Nothing but the studio is answered.
  await expect(page.goto("/leaderboard")).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
});

test("a model that is removed is gone, and comes back when it is asked for", async ({ page, context }) => {
  const { id, name } = await useOnce(page);
  const files = () => page.evaluate(async () => (await (await caches.open("cultivar-models")).keys()).length);
  expect(await files()).toBeGreaterThan(3);
  await offline(page)
    .getByRole("button", { name: `Remove ${name} from this browser` })
    .click();
  await expect.poll(files).toBe(0);
  await offline(page).getByRole("button", { name: "Make available offline" }).click();
  const row = offline(page).getByRole("listitem", { name });
  await expect(row.getByLabel("Always")).toBeChecked();
  expect(await files()).toBeGreaterThan(3);

  await offline(page)
    .getByRole("button", { name: `Remove ${name} from this browser` })
    .click();
  await expect.poll(files).toBe(0);
  await disconnect(page, context);
  await page.goto(`/classify?model=${id}`);
  await expect(page.getByRole("article", { name })).toContainText("The server could not be reached", {
    timeout: 60_000,
  });
});

test("what is kept is what any visitor sees: nothing of the person who is signed in", async ({ page }) => {
  const person = newPerson("sorrel");
  await signUp(page, person);
  await useOnce(page);
  const kept = await page.evaluate(async () => (await caches.match("/classify"))?.text());
  expect(kept).toContain("Sign in");
  expect(kept).not.toContain(person.name);
  expect(kept).not.toContain(person.email);
});
