/** A network on a backbone in the launch form: what it costs, what it does not offer, and weights that nobody has. */
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("a backbone brings its own fields, and the form says what its features take", async ({ page }) => {
  await signUp(page, newPerson("fern"));
  await page.goto("/experiments/new");
  const lite = page.getByRole("radio", { name: /^pretrained-lite/ });
  await expect(lite).toBeEnabled();
  await page.getByText("pretrained-lite", { exact: true }).click();
  await expect(lite).toBeChecked();
  const layers = page.getByRole("table", { name: "Layers" });
  await expect(layers).toContainText("EfficientNet-Lite0");
  await expect(layers).toContainText("3,425,834");
  const features = page.getByRole("region", { name: "Features" });
  await expect(features).toContainText("60,000");
  await expect(features).toContainText("computed once, then shared");
  await expect(page.getByText("No effect: EfficientNet-Lite0 sees pictures as it learnt to.")).toBeVisible();
  await expect(page.getByLabel("Shift")).toHaveCount(0);
  await page.getByLabel("mirror").check();
  await expect(features).toContainText("110,000");

  await page.getByRole("group", { name: "Side, pixels" }).getByRole("button", { name: "96" }).click();
  await page.getByRole("button", { name: "Last blocks" }).click();
  await expect(layers).toContainText("last block");
  await page.getByLabel("Head alone").fill("10");
  await expect(page.getByText(/The head alone must learn for fewer epochs/).first()).toBeVisible();
  await page.getByLabel("Head alone").fill("2");
  await expect(page.getByRole("radio", { name: /^your own/ })).toBeChecked();
  await page.reload();
  await expect(page.getByText("Your draft is back.")).toBeVisible();
  await expect(page.getByLabel("Head alone")).toHaveValue("2");

  await page.getByLabel("Begins with").selectOption("nothing pretrained");
  await expect(page.getByLabel("Shift")).toBeVisible();
  await expect(features).toHaveCount(0);
});

test("a network whose weights no trainer has can be looked at, but not launched", async ({ page, complaints }) => {
  await signUp(page, newPerson("moss"));
  await page.goto("/experiments/new?preset=pretrained");
  await expect(page.getByRole("table", { name: "Layers" })).toContainText("33,707,954");
  await expect(page.getByText("This cannot be launched yet.")).toBeVisible();
  await page.getByRole("button", { name: "Launch run" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Not launched." })).toContainText("weights of Xception");
  expect(complaints).toEqual([expect.stringContaining("409")]);
  complaints.length = 0;
});
