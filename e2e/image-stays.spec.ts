/** "Your image stays in this browser": nothing is sent while a picture is classified, and nothing could be. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base, expect } from "@playwright/test";
import { publishedModel } from "./support/published-model.ts";
import { testPicture } from "./support/test-picture.ts";

/** A server of another origin that counts who gets through to it. */
const test = base.extend<{ elsewhere: { url: string; reached: string[] } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  elsewhere: async ({}, use) => {
    const reached: string[] = [];
    const server = createServer((request, response) => {
      reached.push(`${request.method} ${request.url}`);
      response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("caught");
    });
    server.on("upgrade", (request, socket) => {
      reached.push(`UPGRADE ${request.url}`);
      socket.destroy();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reached });
    server.closeAllConnections();
    server.close();
  },
});

test("classifying a picture sends nothing, unless its visitor shares how long it took", async ({ page }) => {
  const { id, name } = await publishedModel(page);
  await page.goto(`/classify?model=${id}`);
  const card = page.getByRole("article", { name });
  await expect(card.locator("[data-golden-difference]")).toBeVisible({ timeout: 60_000 });

  const sent: { url: string; body: string | null }[] = [];
  page.context().on("request", (request) => {
    if (request.method() !== "GET" || request.postData()) sent.push({ url: request.url(), body: request.postData() });
  });
  const answer = card.locator("ol");
  let before = "";
  for (const number of [7, 8, 9]) {
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(await testPicture(number));
    await expect(answer.getByRole("listitem")).toHaveCount(5);
    await expect(answer).not.toHaveText(before);
    before = (await answer.textContent()) ?? "";
  }
  expect(sent).toEqual([]);

  await page.getByRole("checkbox", { name: "Share how fast models are in this browser" }).check();
  await expect.poll(() => sent.length).toBe(1);
  expect(new URL(sent[0]?.url ?? "").pathname).toBe(`/api/models/${id}/timings`);
  expect(Object.keys(JSON.parse(sent[0]?.body ?? "")).sort()).toEqual([
    "backend",
    "milliseconds",
    "warmUpMilliseconds",
  ]);
  await page.goto(`/models/${id}`);
  await expect(page.getByRole("table", { name: "Time for a picture in visitors’ browsers" })).toContainText(
    "WebAssembly",
  );
});

test("neither the worker nor the page can send a picture to another origin", async ({ page, elsewhere }) => {
  const { id, name } = await publishedModel(page);
  await page.goto(`/classify?model=${id}`);
  await expect(page.getByRole("article", { name }).locator("[data-golden-difference]")).toBeVisible({
    timeout: 60_000,
  });
  // One that runs models, one that reads pictures; and the two scopes of the studio's service worker.
  await expect.poll(() => page.workers().length).toBe(2);
  await expect.poll(() => page.context().serviceWorkers().length).toBe(2);

  const attempt = async (url: string) => {
    const body = new Uint8Array(3072);
    const outcome = (work: () => Promise<unknown>) =>
      work().then(
        () => "sent",
        () => "refused",
      );
    const socket = () =>
      new Promise<void>((resolve, reject) => {
        const opened = new WebSocket(url.replace("http", "ws"));
        opened.onopen = () => resolve();
        opened.onerror = () => reject(new Error("refused"));
      });
    return {
      fetch: await outcome(() => fetch(url, { method: "POST", body })),
      noCors: await outcome(() => fetch(url, { method: "POST", body, mode: "no-cors" })),
      socket: await outcome(async () => socket()),
    };
  };
  const refused = { fetch: "refused", noCors: "refused", socket: "refused" };
  for (const worker of [...page.workers(), ...page.context().serviceWorkers()]) {
    expect(await worker.evaluate(attempt, `${elsewhere.url}/from-worker`), worker.url()).toEqual(refused);
  }
  expect(await page.evaluate(attempt, `${elsewhere.url}/from-page`)).toEqual(refused);
  expect(elsewhere.reached).toEqual([]);

  // The same attempt from a page without our policy gets through: the listener does listen.
  const free = await page.context().newPage();
  await free.goto(elsewhere.url);
  const other = elsewhere.url.replace("127.0.0.1", "localhost");
  expect(await free.evaluate(attempt, `${other}/from-elsewhere`)).toMatchObject({ fetch: "sent", noCors: "sent" });
  expect(elsewhere.reached).toContain("POST /from-elsewhere");
});
