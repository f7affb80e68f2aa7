/** "Run the test set here": a visitor's browser measures what the trainer measured, picture by picture. */

import { availableParallelism } from "node:os";
import { breakBackends } from "./support/broken-backends.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";

const PATIENCE = 120_000;
/** Pictures between whose two likeliest classes rounding may decide. */
const TOSSES = 2;

test.describe.configure({ timeout: 180_000 });

test("the whole test set gives the trainer's figure and confusion matrix", async ({ page }) => {
  const { id, name, manifest } = await publishedModel(page);
  const workers: Promise<string>[] = [];
  page.on("worker", (worker) => workers.push(worker.evaluate(() => self.name).catch(() => "")));
  await page.goto(`/classify?model=${id}`);
  await page.getByRole("article", { name }).getByRole("link", { name: "Run the test set" }).click();
  const section = page.getByRole("region", { name: "Run the test set here" });
  await section.getByRole("button", { name: "Run it here" }).click();
  await expect(section.getByRole("progressbar")).toBeVisible();
  await expect(section.getByRole("status")).toContainText("the trainer's figure", { timeout: PATIENCE });

  if (availableParallelism() > 1) expect(await Promise.all(workers)).toContain("test helper");

  const { confusion, count, accuracy } = manifest.test;
  const cells = await section
    .locator(".confusion tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent?.replace(/,/g, "")))),
    );
  const moved = cells.flat().reduce((sum, here, i) => sum + Math.abs(here - (confusion.flat()[i] ?? Number.NaN)), 0);
  expect(moved).toBeLessThanOrEqual(2 * TOSSES);
  expect(cells.flat().reduce((sum, here) => sum + here, 0)).toBe(count);

  const figure = (label: string) => section.locator("dl div").filter({ hasText: label }).locator("dd");
  const numberIn = async (label: string) =>
    Number.parseFloat((await figure(label).allInnerTexts()).join().replace(/,/g, ""));
  const measured = await numberIn("test accuracy, this browser");
  expect(Math.abs(measured / 100 - accuracy) * count).toBeLessThanOrEqual(TOSSES + 0.5);
  expect(await numberIn("pictures a second")).toBeGreaterThan(0);
  await expect(figure("backend")).toHaveText("WebAssembly");
  if (moved === 0) await expect(section.getByRole("status")).toContainText("It equals the trainer's figure");
});

test("a test can be stopped, keeps what was answered, and can be run again", async ({ page }) => {
  const { id } = await publishedModel(page);
  await breakBackends(page, ["wasm", "webgpu", "webgl"]);
  await page.goto(`/models/${id}#test-here`);
  const section = page.getByRole("region", { name: "Run the test set here" });
  await section.getByRole("button", { name: "Run it here" }).click();
  await expect(section.getByText("to go")).toBeVisible({ timeout: PATIENCE });
  await section.getByRole("button", { name: "Stop" }).click();
  await expect(section.getByText(/Stopped after [\d,]+ of 10,000/)).toBeVisible();
  await expect(section).toContainText("WebAssembly: it does not start");
  await expect(section.getByRole("status")).toHaveCount(0);

  await section.getByRole("button", { name: "Run it again" }).click();
  await expect(section.getByText("to go")).toBeVisible({ timeout: PATIENCE });
  await section.getByRole("button", { name: "Stop" }).click();
});

test("a browser that alters the pixels it reads back is found out", async ({ page }) => {
  const { id } = await publishedModel(page);
  await breakBackends(page, ["pixels"]);
  await page.goto(`/models/${id}#test-here`);
  const section = page.getByRole("region", { name: "Run the test set here" });
  await section.getByRole("button", { name: "Run it here" }).click();
  await expect(section.getByRole("alert")).toContainText("This browser changes the pixels", { timeout: PATIENCE });
});

test("a damaged sheet of test pictures is refused in words", async ({ page }) => {
  const { id } = await publishedModel(page);
  const list = await page.request.get(`/api/trpc/datasets.list?input=${encodeURIComponent("{}")}`);
  const { indexSha256 } = (await list.json()).result.data.json[0];
  const index = await (await page.request.get(`/m/${indexSha256}`)).json();
  await page.route(`/m/${index.test.sheets[0].sha256}`, (route) => route.fulfill({ body: "not a picture" }));
  await page.goto(`/models/${id}#test-here`);
  const section = page.getByRole("region", { name: "Run the test set here" });
  await section.getByRole("button", { name: "Run it here" }).click();
  await expect(section.getByRole("alert")).toContainText("A file of the test set is damaged", { timeout: PATIENCE });
});
