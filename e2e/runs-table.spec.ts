/** The runs table: a person with many runs filters, sorts, chooses columns and rows, and takes the view away. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { seedRuns } from "./support/seed-runs.ts";
import { expect, test } from "./support/test.ts";

const table = (page: Page) => page.getByRole("table", { name: "Runs" });
const names = (page: Page) => table(page).locator(".row-link");

test("many runs: filter, sort, columns, tags, delete and undo, CSV, one link for all of it", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page, newPerson("sorrel"));
  const real = await launch(page, { preset: "scratch", name: "really trained", epochs: 1, images: 320 });
  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 90_000 });
  await seedRuns(
    real,
    Array.from({ length: 40 }, (_, i) => ({
      name: i === 7 ? "=SUM(A1)" : `rate ${i}`,
      learningRate: i < 5 ? 0.1 : 0.001,
      // The seventeenth dips lowest and ends high: only its best tells.
      losses: i === 17 ? [2, 0.1, 3] : [2, 1 + i / 100],
      tags: i % 2 ? ["odd"] : [],
    })),
  );

  await page.goto("/experiments");
  await expect(page.getByText("41 runs")).toBeVisible();
  await expect(page.getByText("Rows 1–25 of 41")).toBeVisible();
  await expect(names(page).first()).toHaveText("really trained");

  // By a field of the spec.
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Add a filter" });
  await form.getByLabel("Is", { exact: true }).selectOption("≥");
  await form.getByLabel("Value").fill("fast");
  await form.getByRole("button", { name: "Add filter" }).click();
  await expect(form.getByText('"fast" is no value for learning rate.')).toBeVisible();
  await form.getByLabel("Value").fill("0.1");
  await form.getByRole("button", { name: "Add filter" }).click();
  await expect(names(page)).toHaveCount(5);
  await page.getByRole("button", { name: "Remove the filter Learning rate ≥ 0.1" }).click();
  await expect(page.getByText("Rows 1–25 of 41")).toBeVisible();

  // By the best of a metric, in a column that was not there.
  await page.getByRole("button", { name: "Columns" }).click();
  const dialog = page.getByRole("dialog", { name: "Columns" });
  await dialog.getByRole("checkbox", { name: "Validation loss, best" }).check();
  await dialog.getByRole("checkbox", { name: "Learning rate", exact: true }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await table(page).getByRole("button", { name: "Validation loss, best" }).click();
  await expect(page).toHaveURL(/sort=validationLoss\.best\.desc/);
  await table(page).getByRole("button", { name: "Validation loss, best" }).click();
  await expect(names(page).first()).toHaveText("rate 17");
  await expect(table(page).getByRole("row", { name: /rate 17/ })).toContainText("0.100");

  // The address is the view.
  await page.getByRole("searchbox", { name: "Search runs" }).fill("odd");
  await expect(page.getByText("Rows 1–20 of 20")).toBeVisible();
  await page.getByRole("button", { name: /Copy link/ }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto("/leaderboard");
  await page.goto(link);
  await expect(names(page).first()).toHaveText("rate 17");
  await expect(page.getByText("Rows 1–20 of 20")).toBeVisible();
  await expect(table(page).getByRole("columnheader", { name: "Learning rate", exact: true })).toBeVisible();

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(21);
  expect(lines[0]).toMatch(/^Run,Name,State,.*,Learning rate,.*"Validation loss, best"$/);
  expect(lines[1]).toContain("rate 17,succeeded");
  expect(lines.find((line) => line.includes("SUM"))).toContain(",'=SUM(A1),");

  // Three rows by keyboard and shift, tagged, deleted, restored.
  await names(page).first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+Space");
  const bar = page.getByRole("region", { name: "Chosen runs" });
  await expect(bar).toContainText("3 selected");
  await expect(bar.getByRole("link", { name: "Compare" })).toHaveAttribute("href", /^\/compare\?runs=[0-9a-f-]{36},/);
  await bar.getByRole("button", { name: "Tag" }).click();
  await page.getByLabel("Add a tag").fill("keep me");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(table(page).getByRole("button", { name: "keep me" })).toHaveCount(3);

  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Rows 1–17 of 17")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Rows 1–20 of 20")).toBeVisible();

  await table(page).getByRole("button", { name: "keep me" }).first().click();
  await expect(names(page)).toHaveCount(3);
  await page.getByRole("searchbox", { name: "Search runs" }).fill("nothing like it");
  await expect(page.getByRole("heading", { name: "No run fits" })).toBeVisible();
  await page.getByRole("button", { name: "Show all runs" }).click();
  await expect(page.getByText("Rows 1–25 of 41")).toBeVisible();
});
