/** The product's promise in one piece, with the real trainer: from sign-up to a visitor's classified picture. */
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

test("a person trains and publishes a network, and a visitor classifies with it", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const person = newPerson("fern");
  await signUp(page, person);
  const name = `first light of ${person.name}`;
  await launch(page, { preset: "scratch", name, epochs: 4, images: 4000 });

  await expect(runState(page, "running")).toBeVisible({ timeout: 90_000 });
  const epochs = page.getByRole("table", { name: "Epochs" }).locator("tbody tr");
  await expect(epochs.first()).toBeVisible({ timeout: 90_000 });
  expect(await epochs.count(), "points arrive while the training goes on").toBeLessThan(4);
  await expect(runState(page, "running")).toBeVisible();

  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 180_000 });
  await expect(epochs).toHaveCount(4);
  const accuracy = page.locator("dl div").filter({ hasText: "test accuracy, 95 % interval" });
  await expect(accuracy).toContainText(/[2-6]\d\.\d\d/);

  const choice = page.getByRole("group", { name: "Who sees the model" });
  await choice.getByRole("button", { name: "Public" }).click();
  await expect(page.getByText("Everybody sees this model.")).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto("/leaderboard");
  const row = visitor.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText(person.name);
  await expect(row).toContainText("525,898");
  await expect(row).toContainText("trained on 4,000 images");
  await expect(row).not.toContainText(person.email);
  await row.getByRole("link", { name: `Try ${name}` }).click();

  const card = visitor.getByRole("article", { name });
  await expect(card).toContainText("Ready. Choose a picture", { timeout: 60_000 });
  await visitor
    .locator("input[type=file]")
    .first()
    .setInputFiles(await testPicture(1));
  const answers = card.locator("ol li");
  await expect(answers).toHaveCount(5);
  const shares = await answers.locator(".top-classes-share").allInnerTexts();
  const total = shares.reduce((sum, text) => sum + Number.parseFloat(text), 0);
  expect(total).toBeGreaterThan(50);
  expect(total).toBeLessThanOrEqual(100.3);
  await expect(visitor.getByText("stays in this browser")).toBeVisible();
  await visitor.context().close();
});
