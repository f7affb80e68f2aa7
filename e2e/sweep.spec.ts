/** A sweep does as its owner says: what it would cost is shown, it launches, pauses, goes on, stops, cancels, is deleted. */
import type { Page } from "@playwright/test";
import { expectDownloads } from "./support/downloads.ts";
import { launchSweep, sweepState } from "./support/launch-sweep.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const rows = (page: Page) => page.getByRole("table", { name: "Runs of the sweep" }).locator("tbody tr");

test("a sweep is planned, paused, resumed and trained to its best run", async ({ page }) => {
  test.setTimeout(180_000);
  await signUp(page, newPerson("teasel"));
  await page.goto("/experiments/new?preset=scratch");
  await page.getByLabel("Name", { exact: true }).fill("rates");
  await page.getByRole("button", { name: "The first" }).click();
  await page.getByLabel("Number of training images").fill("500");
  await page.getByLabel("Epochs").fill("1");
  await page.getByRole("link", { name: "Vary it in a sweep" }).click();
  await expect(page.getByRole("heading", { name: "New sweep", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("rates");

  const preview = page.getByRole("complementary", { name: "What will run" });
  await expect(preview.getByRole("table", { name: "Runs of the sweep" }).locator("tbody tr")).toHaveCount(3);
  const values = page.getByLabel("Add values of Learning rate");
  await values.fill("5");
  await values.press("Enter");
  await expect(page.getByText("Learning rate must be at most 1; 5 is more.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Launch", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Remove 5" }).click();
  // A second field, of one value: no more runs, but a table by two fields.
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByRole("combobox", { name: "Field" }).last().selectOption({ label: "Batch size" });
  for (const value of ["16", "64"]) await page.getByRole("button", { name: `Remove ${value}`, exact: true }).click();
  await expect(preview.getByText("memory, largest").locator("xpath=following-sibling::dd")).toContainText("MB");

  await page.getByRole("button", { name: "Launch 3 runs" }).click();
  await page.waitForURL(/\/sweeps\/[0-9a-f-]{36}$/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(sweepState(page, "paused")).toBeVisible();
  await expect(rows(page).filter({ hasText: "held" }).first()).toBeVisible();
  const held = await rows(page).filter({ hasText: "held" }).count();
  expect(held).toBeGreaterThan(0);
  // Whatever was running ends, and nothing takes its place.
  await expect(rows(page).filter({ hasText: "succeeded" })).toHaveCount(3 - held, { timeout: 60_000 });
  await page.waitForTimeout(2_000);
  await expect(rows(page).filter({ hasText: "held" })).toHaveCount(held);
  await rows(page).filter({ hasText: "held" }).first().getByRole("link").click();
  await expect(page.getByText("Held: the sweep is paused.")).toBeVisible();
  await page.getByRole("link", { name: "its sweep" }).click();

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(sweepState(page, "finished")).toBeVisible({ timeout: 90_000 });
  await expect(rows(page).filter({ hasText: "succeeded" })).toHaveCount(3);
  await expect(page.getByRole("img", { name: /^Values of the runs against/ })).toBeVisible();
  await page.getByRole("slider", { name: "Learning rate, at least" }).press("End");
  await expect(page.getByText("1 of 3")).toBeVisible();
  const runs = { head: /^trial,run,name,optimizer\.learningRate,batchSize,seed,/ };
  for (const [noun, words] of [
    ["the parallel coordinates", ["rates: values of the runs", "Learning rate", "Best val., %"]],
    ["the chart by one field", ["rates: best validation accuracy, %, by Learning rate", "0.0001"]],
  ] as const) {
    expect(await expectDownloads(page, noun, { ...runs, words })).toHaveLength(3);
  }
  const cells = await expectDownloads(page, "the table by two fields", {
    head: "optimizer.learningRate,batchSize,mean best validation accuracy,runs with a result",
    words: ["rates: mean best validation accuracy, %", "Rows: Batch size, columns: Learning rate."],
  });
  expect(cells.map((cell) => cell["runs with a result"])).toEqual([1, 1, 1]);
  await expect(page.getByRole("link", { name: "Compare the best 3" })).toHaveAttribute("href", /^\/compare\?runs=/);

  await page.getByRole("link", { name: "Clone and change" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("rates, again");
  await expect(page.getByRole("button", { name: "Launch 3 runs" })).toBeEnabled();
});

test("stopping ends what runs after its epoch with a test, cancelling ends all at once", async ({ page }) => {
  test.setTimeout(180_000);
  await signUp(page, newPerson("burnet"));
  await launchSweep(page, { name: "to be stopped", epochs: 200 });
  await expect(rows(page).filter({ hasText: /epoch \d+ of 200/ })).toHaveCount(1, { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Stop the sweep" }).click();
  await expect(sweepState(page, "stopped")).toBeVisible({ timeout: 60_000 });
  await expect(rows(page).filter({ hasText: /Stopped after epoch \d+ of 200/ })).toHaveCount(1);
  await expect(rows(page).filter({ hasText: "cancelled" })).toHaveCount(2);
  await expect(page.getByText("its test accuracy").locator("xpath=following-sibling::dd")).toContainText("±");

  await launchSweep(page, { name: "to be cancelled", epochs: 200 });
  await expect(rows(page).filter({ hasText: /epoch \d+ of 200/ })).toHaveCount(1, { timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the sweep" }).click();
  await expect(sweepState(page, "cancelled")).toBeVisible({ timeout: 20_000 });
  await expect(rows(page).filter({ hasText: "cancelled" })).toHaveCount(3);

  await page.goto("/sweeps");
  const list = page.getByRole("table", { name: "Sweeps" });
  await expect(list.getByRole("link", { name: "to be stopped" })).toBeVisible();
  await expect(list.locator("tbody tr")).toHaveCount(2);

  await list.getByRole("button", { name: "Actions for to be stopped" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByText("Deleted to be stopped with its 3 runs")).toBeVisible();
  await expect(list.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list.locator("tbody tr")).toHaveCount(2);

  await list.getByRole("link", { name: "to be stopped" }).click();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.waitForURL(/\/sweeps$/);
  await page.goBack();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByText("This sweep is deleted.")).toBeHidden();
  await expect(rows(page)).toHaveCount(3);
});

test("random samples are drawn over a range, and losers end early", async ({ page }) => {
  test.setTimeout(240_000);
  await signUp(page, newPerson("self-heal"));
  await page.goto("/sweeps/new?preset=scratch");
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toBeEnabled();
  await name.fill("at random");
  await page.getByLabel("Epochs", { exact: true }).fill("4");
  await page.getByLabel("Training images", { exact: true }).fill("500");
  await page.getByRole("button", { name: "random samples" }).click();
  await page.getByLabel("Samples", { exact: true }).fill("4");
  await page.getByRole("button", { name: "range", exact: true }).click();
  await page.getByLabel("Stop losers early").check();
  await page.getByRole("button", { name: "Launch 4 runs" }).click();
  await page.waitForURL(/\/sweeps\/[0-9a-f-]{36}$/);
  await expect(page.getByText("losers stopped early, 1 of 3 goes on")).toBeVisible();
  await expect(sweepState(page, "finished")).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText(/\d stopped as losers?/).first()).toBeVisible();
  const rates = await rows(page).locator("td:nth-child(3)").allTextContents();
  expect(new Set(rates).size).toBe(4);
});

test("a new sweep keeps its draft over a reload until it is started over", async ({ page }) => {
  await signUp(page, newPerson("clover"));
  await page.goto("/sweeps/new?preset=scratch");
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toBeEnabled();
  await name.fill("half a thought");
  await page.getByLabel("Epochs", { exact: true }).fill("");
  await page.reload();
  await expect(page.getByText("Your draft is back.")).toBeVisible();
  await expect(name).toHaveValue("half a thought");
  await expect(page.getByLabel("Epochs", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(name).toHaveValue("scratch, varied");
  await page.reload();
  await expect(name).toHaveValue("scratch, varied");
});
