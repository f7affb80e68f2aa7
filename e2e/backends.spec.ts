/** A model runs on whatever of a browser works, says what did not, and computes everywhere what the trainer computed. */

import type { Locator, Page } from "@playwright/test";
import { decodeTestPredictions, TOP } from "#domain/runs/test-predictions";
import { askWorker, waitOut, watchWorkers } from "./support/ask-worker.ts";
import { type BROKEN, breakBackends, loseDevices } from "./support/broken-backends.ts";
import { type PublishedModel, publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { testPicture, testPixels } from "./support/test-picture.ts";

// Graphics by programs on the processor: no device is needed, and none that is there is used.
test.describe.configure({ timeout: 180_000 });
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
    const webGpu = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan"];
    const args = (launchOptions.args ?? []).filter((arg) => arg !== "--disable-gpu");
    await use({ ...launchOptions, args: [...args, ...software, ...webGpu] });
  },
});

const PATIENCE = 90_000;
const TOLERANCE = 1e-3;
const PICTURES = 200;
const BATCH = 20;

type Broken = readonly (keyof typeof BROKEN)[];

/**
 * Opens the classify page in a browser in which these things are broken, and waits until the model is ready.
 *
 * @param hanging backend that will not answer: its time passes at once
 */
async function openBroken(
  page: Page,
  broken: Broken,
  hanging?: string,
): Promise<{ model: PublishedModel; card: Locator }> {
  const model = await publishedModel(page);
  await breakBackends(page, broken);
  await watchWorkers(page);
  if (hanging) await page.clock.install();
  await page.goto(`/classify?model=${model.id}`);
  if (hanging) await waitOut(page, hanging);
  const card = page.getByRole("article", { name: model.name });
  await expect(card.locator("[data-golden-difference]")).toBeVisible({ timeout: PATIENCE });
  return { model, card };
}

const fact = (card: Locator, name: string) => card.locator("dl div").filter({ hasText: name });

async function classify(page: Page, card: Locator, image: number): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await testPicture(image));
  await expect(card.locator("ol li")).toHaveCount(5, { timeout: PATIENCE });
}

const WAYS: readonly { broken: Broken; backend: string; name: string; passedOver: readonly string[] }[] = [
  { broken: [], backend: "wasm", name: "WebAssembly", passedOver: [] },
  { broken: ["wasm"], backend: "webgpu", name: "WebGPU", passedOver: ["WebAssembly: it does not start"] },
  { broken: ["wasm", "webgpu"], backend: "webgl", name: "WebGL", passedOver: ["WebAssembly: it does not start"] },
  {
    broken: ["wasm", "webgpu", "webgl"],
    backend: "cpu",
    name: "JavaScript",
    passedOver: ["WebAssembly: it does not start", "WebGL: it does not start"],
  },
];

for (const { broken, backend, name, passedOver } of WAYS) {
  test(`${name} answers ${broken.length > 0 ? `without ${broken.join(", ")}` : "first"}, and to ${PICTURES} pictures as the trainer`, async ({
    page,
  }) => {
    const { model, card } = await openBroken(page, broken);
    await expect(fact(card, "backend")).toContainText(name);
    for (const reason of passedOver) await expect(card).toContainText(reason);
    if (passedOver.length === 0) await expect(card).not.toContainText("Passed over");

    const { labels, top, probabilities } = await trainersAnswers(page, model.id);
    const classes = model.manifest.classes.length;
    const answered: number[] = [];
    for (let first = 0; first < PICTURES; first += BATCH) {
      const answer = await askWorker(page, model.manifestSha256, await testPixels(first, BATCH), BATCH);
      expect(answer.backend).toBe(backend);
      answered.push(...answer.probabilities);
    }
    expect(answered).toHaveLength(PICTURES * classes);
    expect(labels.length).toBeGreaterThan(PICTURES);
    let largest = 0;
    for (let i = 0; i < PICTURES * TOP; i += 1) {
      const here = answered[Math.floor(i / TOP) * classes + (top[i] ?? 0)] ?? Number.NaN;
      largest = Math.max(largest, Math.abs(here - (probabilities[i] ?? Number.NaN)));
    }
    expect(largest).toBeLessThan(TOLERANCE);
  });
}

async function trainersAnswers(page: Page, id: string) {
  const input = encodeURIComponent(JSON.stringify({ json: { id } }));
  const answer = await page.request.get(`/api/trpc/models.answers?input=${input}`);
  const { file } = (await answer.json()).result.data.json;
  return decodeTestPredictions(new Uint8Array(Buffer.from(file, "base64")));
}

test("a backend that computes something else is passed over", async ({ page }) => {
  const { card } = await openBroken(page, ["wasmWrong", "webgpu"]);
  await expect(fact(card, "backend")).toContainText("WebGL");
  await expect(card).toContainText(/WebAssembly: its answers differ from the trainer's by 0\.\d/);
});

test("a compiled network that computes something else gives way to TensorFlow.js", async ({ page }) => {
  const { card } = await openBroken(page, ["compiledWrong"]);
  await expect(fact(card, "backend")).toContainText("WebAssembly");
  await expect(card).toContainText(
    /WebAssembly: compiled for this network, its answers differ from the trainer's by 0\.\d+, so TensorFlow.js/,
  );
  await classify(page, card, 3);
});

test("a backend that never says whether it starts is given up", async ({ page }) => {
  const { card } = await openBroken(page, ["wasmSilent", "webgpu"], "wasm");
  await expect(card).toContainText("WebAssembly: it did not answer in time");
  await classify(page, card, 3);
});

test("a worker that hangs is replaced by one that leaves the backend out", async ({ page }) => {
  const { card } = await openBroken(page, ["wasmHanging", "webgpu"], "wasm");
  await expect(card).toContainText("WebAssembly: it did not answer in time");
  await classify(page, card, 3);
  await expect(fact(card, "backend")).toContainText("WebGL");
});

for (const [lost, broken, next] of [
  ["WebGPU", ["wasm", "losable"], "WebGL"],
  ["WebGL", ["wasm", "webgpu", "losable"], "JavaScript"],
] as const) {
  test(`when the browser takes ${lost} away, ${next} goes on by itself`, async ({ page }) => {
    const { card } = await openBroken(page, broken);
    await classify(page, card, 3);
    await expect(fact(card, "backend")).toContainText(lost);
    await loseDevices(page);
    await classify(page, card, 4);
    await expect(fact(card, "backend")).toContainText(next);
    await expect(card).toContainText(`${lost}: the browser took the graphics device away`);
    await expect(card.getByRole("alert")).toHaveCount(0);
  });
}

test.describe("a damaged file of a model", () => {
  /** Answers requests for the first shard with other bytes, as often as `times` says; counts all requests. */
  async function damage(page: Page, { manifest }: PublishedModel, times: number, change: (bytes: Buffer) => Buffer) {
    const asked: number[] = [];
    await page.route(`/m/${manifest.shards[0]?.sha256}`, async (route) => {
      asked.push(Date.now());
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body: asked.length <= times ? change(body) : body });
    });
    return asked;
  }
  const truncated = (bytes: Buffer) => bytes.subarray(0, bytes.length - 100);
  const altered = (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    copy[1000] = (copy[1000] ?? 0) ^ 1;
    return copy;
  };

  for (const [words, change] of [
    ["cut short", truncated],
    ["with one bit changed", altered],
  ] as const) {
    test(`that came ${words} once is fetched again`, async ({ page }) => {
      const model = await publishedModel(page);
      const asked = await damage(page, model, 1, change);
      await page.goto(`/classify?model=${model.id}`);
      const card = page.getByRole("article", { name: model.name });
      await expect(card.locator("[data-golden-difference]")).toBeVisible({ timeout: PATIENCE });
      expect(asked).toHaveLength(2);
    });

    test(`that comes ${words} twice is refused in words, until it is whole`, async ({ page }) => {
      const model = await publishedModel(page);
      const asked = await damage(page, model, 2, change);
      await page.goto(`/classify?model=${model.id}`);
      const card = page.getByRole("article", { name: model.name });
      await expect(card.getByRole("alert")).toContainText("A file of this model is damaged", { timeout: PATIENCE });
      expect(asked).toHaveLength(2);
      await card.getByRole("button", { name: "Try again" }).click();
      await expect(card.locator("[data-golden-difference]")).toBeVisible({ timeout: PATIENCE });
    });
  }
});
