/** A run does as its owner says: cancel, stop after an epoch, run again, delete and take that back. */
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("cancel ends a training within seconds and keeps its history", async ({ page }) => {
  test.setTimeout(180_000);
  await signUp(page, newPerson("clover"));
  await launch(page, { preset: "scratch", name: "to be cancelled", epochs: 200, images: 1000 });
  const epochs = page.getByRole("table", { name: "Epochs" }).locator("tbody tr");
  await expect(epochs.first()).toBeVisible({ timeout: 90_000 });

  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await expect(runState(page, "cancelled")).toBeVisible({ timeout: 10_000 });
  await expect(epochs.first()).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.waitForURL(/\/experiments$/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "to be cancelled" })).toBeVisible();
});

test("a second run waits in the queue and says so; stopping the first lets it end with a model", async ({ page }) => {
  test.setTimeout(240_000);
  await signUp(page, newPerson("juniper"));
  const first = await launch(page, { preset: "scratch", name: "stopped early", epochs: 200, images: 1000 });
  await expect(runState(page, "running")).toBeVisible({ timeout: 90_000 });

  await launch(page, { preset: "scratch", name: "waiting", epochs: 1, images: 500 });
  await expect(runState(page, "queued")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/\d(st|nd|rd) in the queue/);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await expect(runState(page, "cancelled")).toBeVisible();

  await page.goto(`/runs/${first}`);
  await page.getByRole("button", { name: "Stop after this epoch" }).click();
  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/stopped after epoch \d+ of 200/)).toBeVisible();
  await expect(page.getByText("Only you see this model.")).toBeVisible();
});
