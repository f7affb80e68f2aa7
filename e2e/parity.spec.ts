/** A browser computes what the trainer computed, on real test images and through the whole of the classify page. */

import { publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { expectTrainersAnswers } from "./support/trainers-answers.ts";

test("the browser's probabilities are the trainer's", async ({ page }) => {
  const model = await publishedModel(page);
  await page.goto(`/classify?model=${model.id}`);
  await expectTrainersAnswers(page, page.getByRole("article", { name: model.name }), model);
});

test("a model is published in fewer bytes, and its page says what that changed", async ({ page }) => {
  const { id, manifest } = await publishedModel(page);
  const { dtype, float32 } = manifest.delivery ?? {};
  expect(dtype).not.toBe("float32");
  expect(manifest.shards.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(0.51 * (float32?.bytes ?? 0));
  await page.goto(`/models/${id}`);
  const row = page
    .getByRole("table", { name: "Types of the weights" })
    .getByRole("row")
    .filter({ hasText: "published" });
  await expect(row).toContainText(dtype ?? "");
  await expect(row).toContainText(`${(100 * manifest.test.accuracy).toFixed(2)}\u00a0%`);
});
