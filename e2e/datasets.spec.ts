/** The page of a data set, for anybody: its pictures, what a split holds out, its values. */
import { DATASETS } from "#domain/datasets/catalogue";
import { expectDownloads } from "./support/downloads.ts";
import { expect, test } from "./support/test.ts";

test("a visitor looks at the pictures of a class and at what a split holds out", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/datasets");
  await page.getByRole("link", { name: "CIFAR-10" }).click();
  await expect(page.getByRole("heading", { name: "CIFAR-10", level: 1 })).toBeVisible();

  const training = page.getByRole("list", { name: "Training pictures" });
  // The trainer publishes them once, some seconds after the very first start.
  await expect(async () => {
    await page.reload();
    await expect(training.getByRole("img")).toHaveCount(72, { timeout: 5_000 });
  }).toPass({ timeout: 120_000 });
  // Facts of the data set and of scikit-learn's split with the notebook's seed.
  await expect(training.getByRole("img").first()).toHaveAccessibleName("frog, training picture 0");
  const split = page.getByRole("region", { name: "Split" });
  await expect(split).toContainText("First in validation: 17,385; 23,849; 18,796");
  await expect(split).toContainText(/Validation\s*10,000/);
  const held = training.getByRole("img", { name: /in validation$/ });
  const before = await held.count();
  expect(before).toBeGreaterThan(0);
  await page.getByLabel("Validation share").fill("0.5");
  await expect(split).toContainText(/Validation\s*25,000/);
  expect(await held.count()).toBeGreaterThan(before);
  await page.getByLabel("Split seed").fill("-1");
  await expect(split).toContainText("Split seed");
  await expect(held).toHaveCount(0);
  await page.getByLabel("Split seed").fill("7");

  await page.getByRole("button", { name: /^Test/ }).click();
  await page.getByLabel("Class", { exact: true }).selectOption("cat");
  const pages = page.getByRole("navigation", { name: "Pages of pictures" });
  await pages.getByRole("textbox", { name: "Page" }).fill("99");
  await page.keyboard.press("Enter");
  await expect(page.getByText("937–1,000 of 1,000")).toBeVisible();
  await expect(pages.getByRole("textbox", { name: "Page" })).toHaveValue("14");
  await pages.getByRole("textbox", { name: "Page" }).fill("1");
  await page.keyboard.press("Enter");
  await pages.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("73–144 of 1,000")).toBeVisible();
  const tests = page.getByRole("list", { name: "Test pictures" }).getByRole("img");
  await expect(tests.first()).toHaveAccessibleName(/^cat, test picture/);
  // The address repeats the view.
  await page.goto(page.url());
  await expect(page.getByText("73–144 of 1,000")).toBeVisible();
  await expect(page.getByLabel("Split seed")).toHaveValue("7");

  const airplane = page.getByRole("table", { name: "Pictures of each class" }).getByRole("row", { name: /airplane/ });
  await expect(airplane).toContainText("1,000");
  await expect(page.getByRole("table", { name: /Mean and standard deviation/ })).toContainText("0.4914");
  await expect(page.getByText("(value − 0.4734) / 0.2110")).toBeVisible();
  const bytes = await expectDownloads(page, "the histograms", {
    head: 'byte,before standardisation,after standardisation,"count, red","count, green","count, blue"',
    words: [
      "CIFAR-10: values of the training pictures",
      "before: bytes divided by 255",
      "after: (value − 0.4734) / 0.2110",
    ],
  });
  expect(bytes).toHaveLength(256);
  await expect(page.getByText(DATASETS.cifar10.train.imagesSha256)).toBeVisible();
});

test("a data set that does not exist is not found", async ({ page, complaints }) => {
  const answer = await page.goto("/datasets/mnist");
  expect(answer?.status()).toBe(404);
  // The browser logs the status of the page itself.
  complaints.length = 0;
});
