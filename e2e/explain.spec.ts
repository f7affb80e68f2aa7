/** "See why": what the classify page colours is what the trainer's engine computes, and every layer can be looked into. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { decode } from "fast-png";
import { convolutionOutputs } from "#domain/architectures/convolution-outputs";
import { expectAccessible } from "./support/accessible.ts";
import { inferenceWorker } from "./support/ask-worker.ts";
import { explainedByTrainer } from "./support/explained-by-trainer.ts";
import { modelFile, type PublishedModel, publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { testPicture, trainingPicture } from "./support/test-picture.ts";

const TOLERANCE = 1e-4;
const PICTURE = 3;

async function open(
  page: Page,
): Promise<{ model: PublishedModel; card: Locator; weights: Buffer; picture: Uint8Array }> {
  const model = await publishedModel(page);
  const shards = await Promise.all(model.manifest.shards.map(({ sha256 }) => modelFile(page, sha256)));
  const file = await testPicture(PICTURE);
  await page.goto(`/classify?model=${model.id}`);
  const card = page.getByRole("article", { name: model.name });
  await expect(card).toContainText("Ready. Choose a picture", { timeout: 60_000 });
  await page.locator("input[type=file]").first().setInputFiles(file);
  await expect(card.locator("ol li")).toHaveCount(5);
  return { model, card, weights: Buffer.concat(shards), picture: new Uint8Array(decode(file.buffer).data) };
}

const choose = (card: Locator, view: string) => card.getByRole("button", { name: view, exact: true }).click();

/** The file that a view saves, without its head: cells row by row. */
async function savedRows(page: Page, card: Locator): Promise<string[][]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    card.getByRole("button", { name: "CSV", exact: true }).click(),
  ]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n").slice(1);
  return lines.map((line) => line.split(","));
}

/** The numbers in its last column. */
const saved = async (page: Page, card: Locator): Promise<number[]> =>
  (await savedRows(page, card)).map((cells) => Number(cells.at(-1)));

function expectClose(actual: readonly number[], expected: readonly number[] | undefined) {
  expect(actual).toHaveLength(expected?.length ?? -1);
  const differences = actual.map((value, i) => Math.abs(value - (expected?.[i] ?? Number.NaN)));
  expect(Math.max(...differences)).toBeLessThan(TOLERANCE);
}

test("Grad-CAM and occlusion are what the trainer computes", async ({ page }) => {
  const { model, card, weights, picture } = await open(page);
  const { manifest } = model;
  const top = manifest.classes.indexOf((await card.locator("ol li span").first().textContent()) ?? "");
  const other = (top + 1) % manifest.classes.length;
  const layer = convolutionOutputs(manifest.layers, manifest.input.shape).at(-1)?.output ?? "";
  const expected = await explainedByTrainer({
    manifest,
    weights,
    picture,
    gradCams: [top, other].map((classIndex) => ({ layer, classIndex })),
    occlusions: [
      { classIndex: other, size: 8, stride: 2 },
      { classIndex: other, size: 12, stride: 4 },
    ],
  });

  await choose(card, "Grad-CAM");
  await expect(card).toContainText("Grad-CAM took");
  expectClose(await saved(page, card), expected.maps[0]);
  await card.getByLabel("Class").selectOption(String(other));
  await expect(card.getByRole("img", { name: `Grad-CAM for ${manifest.classes[other]}` })).toBeVisible();
  await expect(card).toContainText("Grad-CAM took");
  expectClose(await saved(page, card), expected.maps[1]);
  expect(expected.maps.some((map) => map.some((value) => value > TOLERANCE))).toBe(true);

  await choose(card, "Occlusion");
  await expect(card).toContainText("Occlusion took", { timeout: 60_000 });
  expectClose(await saved(page, card), expected.drops[0]);
  await card.getByLabel("Square").selectOption("12");
  await card.getByLabel("Step").selectOption("4");
  await expect(card).toContainText("Occlusion took", { timeout: 60_000 });
  expectClose(await saved(page, card), expected.drops[1]);
  expect(Math.max(...(expected.drops[1] ?? []).map(Math.abs))).toBeGreaterThan(TOLERANCE);
});

test("what takes long can be cancelled, and done after all", async ({ page }) => {
  const { card } = await open(page);
  // The worker waits for its next task between batches, which is a message to itself: one that is held keeps it there.
  const worker = await inferenceWorker(page);
  await worker.evaluate(() => {
    const { postMessage } = MessagePort.prototype;
    const held: MessagePort[] = [];
    MessagePort.prototype.postMessage = function () {
      held.push(this);
    };
    Object.assign(self, {
      release: () => {
        MessagePort.prototype.postMessage = postMessage;
        for (const port of held) port.postMessage(null);
      },
    });
  });
  await choose(card, "Occlusion");
  await expect(card).toContainText("0 of 169 places");
  await expect(card.getByRole("progressbar", { name: "Computing Occlusion" })).toBeVisible();
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card).toContainText("Occlusion was cancelled.");
  await worker.evaluate(() => (self as unknown as { release: () => void }).release());
  await card.getByRole("button", { name: "Compute it" }).click();
  await expect(card).toContainText("Occlusion took", { timeout: 60_000 });
});

test("a layer's channels are gone through with the keyboard, down to the weights of one", async ({ page }) => {
  const { model, card, weights } = await open(page);
  const { layers, weights: specs } = model.manifest;
  const convolution = layers.find(({ type }) => type === "Conv2D");
  const kernel = specs[0];
  expect(kernel?.name).toBe(`${convolution?.name}/kernel`);
  const [side = 0, , inputs = 0, filters = 0] = kernel?.shape ?? [];
  expect([side, inputs]).toEqual([3, 3]);
  expect(kernel?.dtype).toBe("float32");
  const values = new Float32Array(new Uint8Array(weights.subarray(0, 4 * side * side * inputs * filters)).buffer);

  await choose(card, "Layers");
  await card.getByLabel("Layer", { exact: true }).selectOption(convolution?.name ?? "");
  const channels = card.getByRole("list", { name: `Channels of ${convolution?.name}` }).getByRole("button");
  await expect(channels).toHaveCount(filters);
  await channels.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(channels.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`Channel 2 of ${convolution?.name}`);
  const expectWeights = async (filter: number, input: number) => {
    const at = (place: number) => values[(place * inputs + input) * filters + filter] ?? Number.NaN;
    const expected = Array.from({ length: side * side }, (_, place) => at(place).toFixed(3).replace("-", "−"));
    await expect(dialog.getByRole("cell")).toHaveText(expected);
  };
  await expectWeights(1, 0);
  await dialog.getByLabel("Weights for 3 channels").selectOption("blue");
  await expectWeights(1, 2);
  await dialog.getByRole("button", { name: "Next" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(dialog).toContainText(`Channel 3 of ${convolution?.name}`);
  await expectWeights(2, 2);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(card.getByRole("list", { name: `Channels of ${convolution?.name}` })).toBeVisible();

  await card.getByLabel("Layer", { exact: true }).selectOption(layers.at(-1)?.name ?? "");
  await expect(card.getByRole("img", { name: /^10 values from 0.* to / })).toBeVisible();
});

test("neighbours are those of an exact search, and a training picture is its own nearest", async ({ page }) => {
  const { model, card, weights, picture } = await open(page);
  const { manifest } = model;
  const index = await modelFile(page, manifest.neighbours?.index.sha256 ?? "");
  const { nearest } = await explainedByTrainer({ manifest, weights, picture, index });
  await choose(card, "Neighbours");
  await expect(card).toContainText("Comparing with training pictures took");
  const rows = await savedRows(page, card);
  const found = rows.map(([image]) => Number(image));
  expect(found.filter((image) => nearest.slice(0, found.length).includes(image)).length).toBeGreaterThanOrEqual(11);

  const answer = (await card.locator("ol li span").first().textContent()) ?? "";
  const agreeing = rows.filter(([, label]) => label === answer).length;
  await expect(card).toContainText(`${agreeing} of 12 agree with the answer, ${answer}`);
  const neighbours = card.getByRole("list", { name: "Neighbours" }).getByRole("listitem");
  await expect(neighbours).toHaveCount(12);
  await expect(neighbours.first().getByRole("img")).toHaveCSS("background-image", /\/m\/[0-9a-f]{64}/);

  const [known = 0] = nearest;
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await trainingPicture(known));
  await expect(neighbours.first()).toContainText("1.00");
  await expect(neighbours.first().getByRole("img")).toHaveAccessibleName(
    `Training picture ${known.toLocaleString("en-US")}`,
  );
});

test("each view passes axe' rules in both themes, and fits a phone", async ({ page }) => {
  test.setTimeout(120_000);
  const { card } = await open(page);
  for (const [view, done] of [
    ["Grad-CAM", "Grad-CAM took"],
    ["Occlusion", "Occlusion took"],
    ["Layers", "took"],
    ["Neighbours", "took"],
  ] as const) {
    await choose(card, view);
    await expect(card).toContainText(done, { timeout: 60_000 });
    await expectAccessible(page, view);
  }
});
