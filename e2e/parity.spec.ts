/** A browser computes what the trainer computed, on real test images and through the whole of the classify page. */

import { publishedModel } from "./support/published-model.ts";
import { test } from "./support/test.ts";
import { expectTrainersAnswers } from "./support/trainers-answers.ts";

test("the browser's probabilities are the trainer's", async ({ page }) => {
  const model = await publishedModel(page);
  await page.goto(`/classify?model=${model.id}`);
  await expectTrainersAnswers(page, page.getByRole("article", { name: model.name }), model);
});
