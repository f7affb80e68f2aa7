/** A model's golden answers, and whether a page shows them for the same pictures. */
import type { Locator, Page } from "@playwright/test";
import { modelFile, type PublishedModel } from "./published-model.ts";
import { expect } from "./test.ts";
import { testPicture } from "./test-picture.ts";

/** In probability; what is shown is rounded to a tenth of a per cent. */
const TOLERANCE = 1e-3;
const SHOWN = 0.0005;

/** Waits until a card of the classify page has its model, and compares its answers to five pictures with the trainer's. */
export async function expectTrainersAnswers(page: Page, card: Locator, { manifest }: PublishedModel): Promise<void> {
  const { classes, golden } = manifest;
  const bytes = await modelFile(page, golden.outputs.sha256);
  const trainer = new Float32Array(new Uint8Array(bytes).buffer);
  expect(trainer.length).toBe(golden.indices.length * classes.length);

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
}
