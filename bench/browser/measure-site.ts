/** Measurements in the pages of the bench's own installation. */
import type { Page, Request } from "@playwright/test";
import { encode } from "fast-png";
import type { BenchBrowser } from "../pages/browser.ts";
import { longestTask as longestOf, readProbe } from "../pages/page-probe.ts";
import type { PublishedModel } from "./train-models.ts";
import { type Pictures, timeRequests, watchWorker } from "./worker-probe.ts";

const VIEWPORT = { width: 1280, height: 900 };

/** Kilobytes of script, as they come over the network, of a classify page on which there is no model yet. */
export async function scriptBeforeModel(browser: BenchBrowser, url: string): Promise<number> {
  const page = await browser.openPage(VIEWPORT);
  const scripts: Request[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") scripts.push(request);
  });
  await page.goto(`${url}/classify`, { waitUntil: "networkidle" });
  if (page.workers().length > 0) throw new Error("The page started its worker before there was a model.");
  const sizes = await Promise.all(scripts.map((script) => script.sizes()));
  await page.close();
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) / 1000;
}

/** Opens the classify page with a model and waits until it is ready. */
export async function openModel(
  browser: BenchBrowser,
  url: string,
  { id, manifestSha256 }: PublishedModel,
): Promise<{ page: Page; warmUpMilliseconds: number }> {
  const page = await browser.openPage(VIEWPORT);
  await watchWorker(page);
  await page.goto(`${url}/classify?model=${id}`);
  await page.locator("[data-golden-difference]").waitFor();
  const facts = await page.evaluate(async (manifestSha256) => {
    const { answer } = await window.askWorker({ type: "load", manifestSha256, keep: false }, "loaded");
    return answer.model as { warmUpMilliseconds: number; backend: string };
  }, manifestSha256);
  if (facts.backend !== "wasm") throw new Error(`The model runs on ${facts.backend}, not on wasm.`);
  return { page, warmUpMilliseconds: facts.warmUpMilliseconds };
}

/** The whole test set, several times: images per second from the request to the last answer, sheets fetched and decoded. */
export async function testSet(
  browser: BenchBrowser,
  url: string,
  model: PublishedModel,
  { indexSha256, tests }: { indexSha256: string; tests: number },
): Promise<{ imagesPerSecond: number[] }> {
  const { page } = await openModel(browser, url, model);
  const imagesPerSecond: number[] = [];
  for (let i = 0; i < tests; i += 1) {
    const milliseconds = await page.evaluate(
      async (request) => (await window.askWorker(request, "test-ended")).milliseconds,
      { type: "test", manifestSha256: model.manifestSha256, indexSha256 },
    );
    imagesPerSecond.push((model.manifest.test.count * 1000) / milliseconds);
  }
  await page.close();
  return { imagesPerSecond };
}

/** The longest task of the main thread from the moment in which the worker begins to the answer to a dropped picture. */
export async function longestTask(
  browser: BenchBrowser,
  url: string,
  { id, manifest }: PublishedModel,
  pixels: Uint8Array,
): Promise<number> {
  const [height, width, channels] = manifest.input.shape;
  const page = await browser.openPage(VIEWPORT);
  await watchWorker(page);
  await page.goto(`${url}/classify?model=${id}`);
  await page.locator("[data-golden-difference]").waitFor();
  const png = Buffer.from(encode({ width, height, channels: channels === 1 ? 1 : 3, data: pixels }));
  const answers = page.locator("article ol li");
  await page.locator("input[type=file]").first().setInputFiles({ name: "one.png", mimeType: "image/png", buffer: png });
  await answers.first().waitFor();
  for (const picture of await page.getByRole("button", { name: /^Try .+, test picture/ }).all()) {
    await picture.click();
    await answers.first().waitFor();
  }
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const started = await page.evaluate(() => window.workerStarted ?? 0);
  const longest = longestOf(await readProbe(page), started);
  await page.close();
  return longest;
}

/** Tensors in the worker before and after so many changes of the model, with so many pictures after each. */
export async function tensors(
  browser: BenchBrowser,
  url: string,
  models: readonly PublishedModel[],
  some: Pictures,
  { changes, pictures }: { changes: number; pictures: number },
): Promise<{ base: number; after: number }> {
  const [first] = models;
  if (!first) throw new Error("There are no models to change.");
  const { page } = await openModel(browser, url, first);
  const count = async () =>
    (await page
      .workers()[0]
      ?.evaluate(
        () =>
          (self as unknown as { _tfengine: { memory: () => { numTensors: number } } })._tfengine.memory().numTensors,
      )) ?? Number.NaN;
  const use = (turn: number) =>
    timeRequests(page, models[turn % models.length]?.manifestSha256 ?? "", some, { requests: pictures, batch: 1 });
  // Once through all: from then on as many models are kept as ever will be.
  for (let turn = 0; turn < models.length; turn += 1) await use(turn);
  const base = await count();
  for (let turn = 0; turn < changes; turn += 1) await use(turn);
  const after = await count();
  await page.close();
  return { base, after };
}
