/** A browser computes what the trainer computed, on real test images and through the whole of the classify page. */

import { modelFile, publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

/** In probability; what is shown is rounded to a tenth of a per cent. */
const TOLERANCE = 1e-3;
const SHOWN = 0.0005;

test("the browser's probabilities are the trainer's", async ({ page }) => {
  const { id, name, manifest } = await publishedModel(page);
  const { classes, golden } = manifest;
  const bytes = await modelFile(page, golden.outputs.sha256);
  const trainer = new Float32Array(new Uint8Array(bytes).buffer);
  expect(trainer.length).toBe(golden.indices.length * classes.length);

  await page.goto(`/classify?model=${id}`);
  const card = page.getByRole("article", { name });
  const difference = card.locator("[data-golden-difference]");
  await expect(difference).toBeVisible({ timeout: 60_000 });
  expect(Number(await difference.getAttribute("data-golden-difference"))).toBeLessThan(TOLERANCE);

  for (const place of [0, 1, 2, 3, 4]) {
    const expected = [...trainer.subarray(place * classes.length, (place + 1) * classes.length)]
      .map((probability, index) => ({ name: classes[index] ?? "", probability }))
      .sort((a, b) => b.probability - a.probability);
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(await testPicture(golden.indices[place] ?? -1));
    const items = card.locator("ol li");
    const first = `${((expected[0]?.probability ?? 0) * 100).toFixed(1)}`;
    await expect(items.first()).toContainText(first);
    for (const [rank, text] of (await items.allInnerTexts()).entries()) {
      const share = Number.parseFloat(/[\d.]+(?=[^\d.]*$)/.exec(text)?.[0] ?? "NaN") / 100;
      expect(Math.abs(share - (expected[rank]?.probability ?? -1))).toBeLessThan(TOLERANCE + SHOWN);
    }
  }
});
