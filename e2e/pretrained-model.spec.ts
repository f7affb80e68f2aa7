/** Models on a frozen backbone: they compute in the browser what the trainer computed, and share the backbone's files. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { withModelsOnBackbone } from "./support/models-on-backbone.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";
import { expectTrainersAnswers } from "./support/trainers-answers.ts";

test("two models on one backbone answer as the trainer does, and a browser fetches the backbone once", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const weights = join(process.env.BACKBONES_DIR ?? "", "efficientnet-lite0", "weights.f32");
  test.skip(!existsSync(weights), "Set-up could not get EfficientNet-Lite0.");
  const person = newPerson("larch");
  await signUp(page, person);
  await withModelsOnBackbone(person.name, { side: 224, seeds: [1, 2] }, async ([first, second]) => {
    if (!first?.manifest.backbone || !second) throw new Error("Two models on a backbone were asked for.");
    const shared = first.manifest.backbone.shards.map(({ sha256 }) => sha256);
    expect(second.manifest.backbone?.shards.map(({ sha256 }) => sha256)).toEqual(shared);
    expect(second.manifest.shards).not.toEqual(first.manifest.shards);
    let transfers: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (shared.some((sha256) => request.url().endsWith(`/m/${sha256}`))) {
        // Less than nothing where the browser need not even ask: headers are taken off bytes that never came.
        transfers.push(request.sizes().then(({ responseBodySize }) => Math.max(0, responseBodySize)));
      }
    });
    const transferred = async () => (await Promise.all(transfers)).reduce((sum, bytes) => sum + bytes, 0);

    await page.goto(`/classify?model=${first.id}`);
    const card = (name: string) => page.getByRole("article", { name });
    await expectTrainersAnswers(page, card(first.name), first);
    await expect(card(first.name)).toContainText("WebAssembly");
    await expect(card(first.name)).toContainText("13.5 MB");
    expect(transfers).toHaveLength(shared.length);
    const bytes = first.manifest.backbone.shards.reduce((sum, shard) => sum + shard.bytes, 0);
    expect(await transferred()).toBeGreaterThan(0.8 * bytes);

    await card(first.name).getByRole("combobox", { name: "Model" }).selectOption(second.id);
    await expectTrainersAnswers(page, card(second.name), second);
    expect(transfers, "the worker has the backbone").toHaveLength(shared.length);

    transfers = [];
    await page.goto(`/classify?model=${second.id}`);
    await expectTrainersAnswers(page, card(second.name), second);
    expect(transfers, "the page wants the backbone again").toHaveLength(shared.length);
    expect(await transferred()).toBe(0);

    await page.goto(`/models/${second.id}`);
    const files = page.getByRole("table", { name: "Files of the model" }).getByRole("row");
    await expect(files.filter({ hasText: "EfficientNet-Lite0, shared, part" })).toHaveCount(shared.length);
  });
});
