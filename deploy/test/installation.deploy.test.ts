/** A deployment whole: several web instances and trainers, which meet in database and store alone, behind pooler and edge. */
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Locator, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import { modelManifest } from "#domain/models/manifest";
import type { RunUpdate } from "#server/runs/run-poller";
import { testPicture } from "../../e2e/support/test-picture.ts";
import { type ApiClient, inputOf, readStream, signUp } from "./api-client.ts";
import { type Installation, startInstallation } from "./installation.ts";

const { TEST_NGINX: nginx, TEST_POOLER_URL: poolerUrl, DATABASE_URL: databaseUrl, TEST_CHROMIUM } = process.env;

/** Longest that a visitor may wait to see what was published, in milliseconds. */
const PUBLISHED_WITHIN = 10_000;

/** Longest that the browser may take for a step, in milliseconds. */
const PATIENCE = 60_000;

const NO_MODEL = { modelId: "", manifestSha256: "", files: [] as string[] };

describe.skipIf(!nginx || !poolerUrl)("a deployment", () => {
  let site: Installation;
  let owner: ApiClient;
  let browser: Browser;
  /** Two trained models of one person; the first is published. */
  let [shown, hidden] = [NO_MODEL, NO_MODEL];

  beforeAll(async () => {
    site = await startInstallation({
      nginx: nginx ?? "",
      poolerUrl: poolerUrl ?? "",
      databaseUrl: databaseUrl ?? "",
    });
    browser = await chromium.launch({
      executablePath: TEST_CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  afterEach(({ task }) => {
    if (task.result?.state === "fail") console.error(site.logs());
  });

  const through = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${site.edge.url}${path}`, { headers, redirect: "manual" });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes, kept: answer.headers.get("x-edge-cache") };
  };
  const board = async () => {
    const answer = await through(`/api/public/models.leaderboard?${inputOf({})}`);
    expect(answer.status).toBe(200);
    const { rows } = JSON.parse(answer.bytes.toString()).result.data.json;
    return { ids: rows.map(({ modelId }: { modelId: string }) => modelId) as string[], kept: answer.kept };
  };
  /** Runs `from` to the end, watched on an instance that did not launch it; breaks the stream once and goes on after. */
  async function watch(address: string, runId: string): Promise<{ seqs: number[]; modelId: string }> {
    const seqs: number[] = [];
    let lastEventId = "0";
    for (let connection = 0; ; connection++) {
      const url = `${address}/api/trpc/runs.live?${inputOf({ id: runId, lastEventId })}`;
      for await (const { id, data } of readStream<Omit<RunUpdate, "seq">>(url, owner.cookie)) {
        seqs.push(...data.events.map(({ seq }) => seq));
        lastEventId = id;
        if (data.run.state === "failed") throw new Error(JSON.stringify(data.run.failure));
        if (data.run.state === "succeeded") return { seqs, modelId: data.run.modelId ?? "" };
        if (connection === 0 && seqs.length > 3) break;
      }
    }
  }

  it("trains what was launched at one instance while another streams it, on any trainer", {
    timeout: 300_000,
  }, async () => {
    owner = await signUp(site.edge.url, "Rowan");
    const spec = { ...presetSpec("scratch"), epochs: 2, trainingSubset: 500 };
    const runs = await Promise.all(
      ["shown", "hidden"].map((name) =>
        owner.mutate<{ runId: string }>("experiments.launch", { name, spec, key: crypto.randomUUID() }),
      ),
    );
    const watched = await Promise.all(runs.map(({ runId }, i) => watch(site.webs[i % 2] ?? "", runId)));
    for (const { seqs } of watched) expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    [shown = NO_MODEL, hidden = NO_MODEL] = await Promise.all(
      watched.map(async ({ modelId }) => {
        const { manifestSha256 } = await owner.query<{ manifestSha256: string }>("models.byId", { id: modelId });
        const manifest = modelManifest.parse(
          JSON.parse((await through(`/m/${manifestSha256}`, { cookie: owner.cookie })).bytes.toString()),
        );
        const { inputs, outputs } = manifest.golden;
        const files = [...manifest.shards, inputs, outputs].map(({ sha256 }) => sha256);
        return { modelId, manifestSha256, files: [manifestSha256, ...files] };
      }),
    );
  });

  it("shows at the edge what was published, within ten seconds, and nothing else", async () => {
    expect((await board()).ids).toEqual([]);
    expect((await board()).kept).toBe("HIT");
    const published = Date.now();
    await owner.mutate("models.show", { id: shown.modelId, visibility: "public" });
    // As people come: each time somebody asks, the answer of before counts anew.
    await expect.poll(async () => (await board()).ids, { timeout: PUBLISHED_WITHIN }).toEqual([shown.modelId]);
    expect(Date.now() - published).toBeLessThan(PUBLISHED_WITHIN);
    const card = await through(`/api/public/models.byId?${inputOf({ id: shown.modelId })}`, { cookie: owner.cookie });
    expect(JSON.parse(card.bytes.toString()).result.data.json).toMatchObject({ author: "Rowan", mine: false });
  });

  it("keeps the files of public models at the edge, and nothing that is private or shown by link", async () => {
    for (const sha256 of shown.files) {
      const [first, second] = [await through(`/m/${sha256}`), await through(`/m/${sha256}`)];
      expect([first.status, second.status, second.kept]).toEqual([200, 200, "HIT"]);
      expect(second.bytes.equals(first.bytes)).toBe(true);
      expect(second.headers.get("etag")).toBe(`"${sha256}"`);
      expect((await through(`/m/${sha256}`, { "if-none-match": `"${sha256}"` })).status).toBe(304);
    }
    await owner.mutate("models.show", { id: hidden.modelId, visibility: "link" });
    const { path } = await owner.mutate<{ path: string }>("shares.create", {
      target: { kind: "model", modelId: hidden.modelId },
    });
    const token = path.replace("/s/", "");
    const own = hidden.files.filter((sha256) => !shown.files.includes(sha256));
    expect(own).toContain(hidden.manifestSha256);
    for (const sha256 of own) {
      for (const headers of [{ cookie: owner.cookie }, { "x-share-token": token }] as Record<string, string>[]) {
        expect(await through(`/m/${sha256}`, headers)).toMatchObject({ status: 200 });
        expect((await through(`/m/${sha256}`, headers)).kept).not.toBe("HIT");
      }
      expect((await through(`/m/${sha256}`)).status).toBe(404);
    }
  });

  it("lets no cache keep a page, of any kind, for a visitor or for whoever is signed in", {
    timeout: 120_000,
  }, async () => {
    const files = await readdir(new URL("../../app/", import.meta.url), { recursive: true });
    const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(20);
    const addresses = pages.map((file) =>
      `/${file}`
        .replace(/\/page\.tsx$/, "")
        .replace(/\/\([^)]+\)/g, "")
        .replace(/\[\.\.\.\w+\]/, "no/such/page")
        .replace("[lab]", "2")
        .replace("[version]", "latest")
        .replace(/\[\w+\]/g, shown.modelId),
    );
    for (const address of [...addresses, `/models/${shown.modelId}`]) {
      for (const headers of [{}, { cookie: owner.cookie }] as Record<string, string>[]) {
        const page = await through(address || "/", headers);
        expect(page.headers.get("cache-control") ?? "", `${address} (${page.status})`).toMatch(/private.*no-store/);
        expect(page.kept, address).toBeNull();
      }
    }
  });

  it("goes on without its web tier: data and files at the edge, pages that are open, and the studio", {
    timeout: 180_000,
  }, async () => {
    const context = await browser.newContext();
    const [studio, leaderboard] = [await context.newPage(), await context.newPage()];
    await leaderboard.goto(`${site.edge.url}/leaderboard`);
    const studioUrl = `${site.edge.url}/classify?model=${shown.modelId}`;
    await studio.goto(studioUrl);
    const before = await classify(studio, 11);
    // The studio itself is kept last.
    await studio.waitForFunction(async () => (await caches.match("/classify")) !== undefined);
    await askAgain(leaderboard);

    await site.stopWeb();
    await expect(fetch(site.webs[0] ?? "")).rejects.toThrow();
    // Longer than anything is fresh.
    await sleep(7_000);

    expect(await board()).toEqual({ ids: [shown.modelId], kept: "STALE" });
    for (const sha256 of shown.files) expect((await through(`/m/${sha256}`)).status).toBe(200);
    expect(await askAgain(leaderboard)).toBe(200);
    await expectVisible(leaderboard.getByRole("rowheader", { name: "shown" }));

    expect(await classify(studio, 12, before)).not.toBe("");
    await studio.goto(studioUrl);
    expect(await classify(studio, 11)).toBe(before);
  });
});

const expectVisible = (locator: Locator) => locator.first().waitFor({ timeout: PATIENCE });

/** What the studio answers to test picture `index`, first class and share, once that is no longer `before`. */
async function classify(page: Page, index: number, before = ""): Promise<string> {
  await expectVisible(page.locator("[data-golden-difference]"));
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(await testPicture(index));
  const answer = page.locator("article ol li").first();
  await expectVisible(answer);
  await expect.poll(() => answer.textContent(), { timeout: PATIENCE }).not.toBe(before);
  return (await answer.textContent()) ?? "";
}

/** Has a leaderboard that is open ask for its rows again, as it does when somebody comes back to it. */
async function askAgain(page: Page): Promise<number> {
  // What has just come is not asked for again.
  await page.waitForTimeout(5_500);
  const answer = page.waitForResponse((response) => response.url().includes("/api/public/models.leaderboard?"));
  await page.evaluate(() => void window.dispatchEvent(new Event("visibilitychange")));
  return (await answer).status();
}
