/** The leaderboard: filters in the address, its rows as a file, and a row that is trained again. */
import { readFile } from "node:fs/promises";
import { newPerson, signUp } from "./support/person.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";

test("a visitor narrows the ranking, shares the view and saves it", async ({ page }) => {
  const { name } = await publishedModel(page);
  const ranking = page.getByRole("table", { name: "Models by test accuracy" });
  const row = ranking.getByRole("row").filter({ hasText: name });
  const author = (await row.getByRole("link", { name: /^fern / }).textContent()) ?? "";

  await page.getByRole("searchbox", { name: "Author" }).fill(author.toUpperCase());
  await expect(page).toHaveURL(/author=/);
  await expect(ranking.getByRole("columnheader", { name: "here" })).toBeVisible();
  await expect(row.getByRole("cell").nth(1)).toHaveText("1");
  await page.getByLabel("Network").selectOption("own");
  await expect(page.getByText("No model fits these filters")).toBeVisible();
  await page.goto(page.url());
  await expect(page.getByText("No model fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Show all models" }).click();
  await expect(page).toHaveURL(/\/leaderboard$/);
  await expect(row).toBeVisible();

  // On a phone the models come first.
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByLabel("Network")).toBeHidden();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("checkbox", { name: "One per author" }).click();
  await expect(page.getByRole("button", { name: "Filters (1)" })).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("checkbox", { name: "One per author" }).click();
  await expect(page.getByRole("button", { name: "Filters", exact: true })).toBeVisible();
  await page.setViewportSize({ width, height });

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const saved = await readFile(await (await download).path(), "utf8");
  expect(saved).toMatch(/^rank,place,model,author,/);
  expect(saved).toContain(name);
  expect(saved).toContain("525898");
});

test("a row is launched again with its specification", async ({ page }) => {
  const { name } = await publishedModel(page);
  await page.getByRole("link", { name: `Reproduce ${name}` }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signUp(page, newPerson("sorrel"));
  await page.goto("/leaderboard");
  await page.getByRole("link", { name: `Reproduce ${name}` }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(new RegExp(`^${name}`));
  await expect(page.getByLabel("Number of training images")).toHaveValue("4000");
  await expect(page.getByLabel("Epochs")).toHaveValue("4");
});

test("the page asks for no other page ahead; its links lead on without a new document", async ({ page, context }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/leaderboard");
  await page.waitForLoadState("networkidle");
  const pages = asked.filter((path) => !/^\/(_next\/static|api)\//.test(path) && path !== "/icon.svg");
  expect(pages).toEqual(["/leaderboard"]);

  const link = page.getByRole("rowheader").getByRole("link").first();
  const address = (await link.getAttribute("href")) ?? "";
  const elsewhere = context.waitForEvent("page");
  await link.click({ modifiers: ["ControlOrMeta"] });
  await expect(await elsewhere).toHaveURL(address);
  await expect(page).toHaveURL("/leaderboard");

  await page.evaluate(() => document.documentElement.setAttribute("data-document", "first"));
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(address);
  await expect(page.locator("html")).toHaveAttribute("data-document", "first");
  await page.goBack();
  await expect(page).toHaveURL("/leaderboard");
});
