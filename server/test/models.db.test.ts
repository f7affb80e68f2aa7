import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { decodeTestPredictions, encodeTestPredictions } from "#domain/runs/test-predictions";
import { serveArtefact } from "../artefacts/serve-artefact.ts";
import { FOREVER, PUBLIC_FILE } from "../caching.ts";
import { ENGINE, seedModel } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  // Whoever signs up first is the administrator, who is a stranger like any other.
  [stranger, owner] = [await site.signUp("Somebody"), await site.signUp("Model Owner")];
});
afterAll(() => site.close());
beforeEach(() => site.services.prisma.experiment.deleteMany());

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
const seed = (name: string, testAccuracy: number, publishedAt: Date | null, overrides: object = {}) =>
  seedModel(site.services, owner.viewer.id, { name, testAccuracy, publishedAt, ...overrides });

describe("the leaderboard", () => {
  it("orders by accuracy, gives ties to the earlier, and ranks only whole test sets", async () => {
    await seed("later tie", 0.7, at(9));
    await seed("earlier tie", 0.7, at(5));
    await seed("best", 0.8, at(10));
    await seed("part of the test set", 0.99, at(1), { testCount: 500 });
    await seed("private", 0.9, null);

    const { rows, total } = await site.as(null).models.leaderboard({});
    expect(rows.map(({ rank, name }) => [rank, name])).toEqual([
      [1, "best"],
      [2, "earlier tie"],
      [3, "later tie"],
      [null, "part of the test set"],
    ]);
    expect(total).toBe(4);
    for (const { modelId, rank } of rows) {
      expect((await site.as(null).models.byId({ id: modelId })).rank).toBe(rank);
    }
    const page = await site.as(null).models.leaderboard({ page: 2, pageSize: 5 });
    expect(page).toMatchObject({ rows: [], total: 4, published: 4 });
  });

  it("tells what a row is, and which are one's own", async () => {
    const { modelId } = await seed("row", 0.65, at(1), { trainingSubset: 5000 });
    const [mine] = (await site.as(owner).models.leaderboard()).rows;
    expect(mine).toEqual({
      rank: 1,
      place: 1,
      modelId,
      name: "row",
      author: "Model Owner",
      testAccuracy: 0.65,
      testCount: 10_000,
      interval: expect.closeTo(0.00934, 4),
      parameters: 525_898,
      bytes: expect.any(Number),
      trainingSeconds: 60,
      engine: { kind: "tensorflow", device: "cpu", deviceName: "Test CPU", threads: 2 },
      trainingSubset: 5000,
      preset: "scratch",
      licence: null,
      publishedAt: at(1),
      mine: true,
    });
    expect((await site.as(stranger).models.leaderboard()).rows[0]?.mine).toBe(false);
  });
});

describe("a model", () => {
  it("is its owner's until it is published, and again when it is withdrawn", async () => {
    const { modelId: id, runId } = await seed("mine", 0.65, null);
    const seenBy = async (person: Person | null) => (await site.as(person).models.usable({})).map((model) => model.id);
    await expect(site.as(null).models.byId({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect([await seenBy(owner), await seenBy(stranger), await seenBy(null)]).toEqual([[id], [], []]);

    await site.as(owner).models.show({ id, visibility: "public" });
    const shown = await site.as(null).models.byId({ id });
    expect(shown).toMatchObject({
      name: "mine",
      author: "Model Owner",
      runId: null,
      mine: false,
      rank: 1,
      engine: ENGINE,
    });
    expect(shown.history).toHaveLength(1);
    expect((await site.as(owner).models.byId({ id })).runId).toBe(runId);
    expect([await seenBy(owner), await seenBy(stranger), await seenBy(null)]).toEqual([[id], [id], [id]]);

    await site.as(owner).models.show({ id, visibility: "public" });
    expect((await site.as(null).models.byId({ id })).publishedAt).toEqual(shown.publishedAt);

    await site.as(owner).models.show({ id, visibility: "private" });
    await expect(site.as(null).models.byId({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("gives the trainer's answers to the test set to whoever sees it, and says when there are none", async () => {
    const { modelId: id, runId } = await seed("answered", 0.65, null);
    await expect(site.as(owner).models.answers({ id })).rejects.toThrow(/are not kept/);
    const answers = {
      classes: 2,
      labels: Uint8Array.of(1, 0),
      top: Uint8Array.of(1, 0, 255, 1, 0, 255),
      probabilities: Float32Array.of(0.75, 0.25, 0, 0.5, 0.5, 0),
    };
    const { sha256: predictionsSha256 } = await site.services.store.put(encodeTestPredictions(answers));
    await site.services.prisma.run.update({ where: { id: runId }, data: { predictionsSha256 } });
    await expect(site.as(stranger).models.answers({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await site.as(owner).models.show({ id, visibility: "public" });
    const { file } = await site.as(null).models.answers({ id });
    expect(decodeTestPredictions(new Uint8Array(Buffer.from(file, "base64")))).toEqual(answers);
  });

  it("is renamed by its owner", async () => {
    const { modelId: id } = await seed("old name", 0.65, at(1));
    await site.as(owner).models.rename({ id, name: " New name " });
    expect((await site.as(null).models.byId({ id })).name).toBe("New name");
    await expect(site.as(owner).models.rename({ id, name: " " })).rejects.toThrow(/Give the model a name/);
    await expect(site.as(owner).models.rename({ id, name: "a\u202Eb" })).rejects.toThrow(/no invisible characters/);
  });
});

describe("files", () => {
  const get = (sha256: string, person: Person | null, headers: HeadersInit = {}) =>
    serveArtefact(site.services, new Request("http://localhost/m", { headers }), sha256, site.reader(person));

  it("of a published model are everybody's until it is withdrawn, whatever a cache has, and never sniffed", async () => {
    const { modelId, manifestSha256, weightsSha256 } = await seed("shared", 0.65, at(1));
    const manifest = await get(manifestSha256, null);
    expect(manifest.status).toBe(200);
    expect(Object.fromEntries(manifest.headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": PUBLIC_FILE,
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      etag: `"${manifestSha256}"`,
    });
    expect((await get(weightsSha256, null)).headers.get("content-type")).toBe("application/octet-stream");
    const askAgain = () => get(manifestSha256, null, { "if-none-match": `"${manifestSha256}"` });
    await site.services.store.delete(manifestSha256);
    // Answered without the bytes.
    expect((await askAgain()).status).toBe(304);
    await site.as(owner).models.show({ id: modelId, visibility: "private" });
    expect((await askAgain()).status).toBe(404);
  });

  it("of a private model are its owner's alone and kept nowhere", async () => {
    const { weightsSha256 } = await seed("private", 0.65, null);
    const mine = await get(weightsSha256, owner);
    expect([mine.status, mine.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    for (const person of [stranger, null]) {
      expect((await get(weightsSha256, person)).status).toBe(404);
      // Knowing the hash proves nothing.
      expect((await get(weightsSha256, person, { "if-none-match": `"${weightsSha256}"` })).status).toBe(404);
    }
  });

  it("of a data set are public and kept for ever: index as JSON, sheets as PNG", async () => {
    const { prisma, store } = site.services;
    const [index, sheet] = [await store.put(Buffer.from("{}")), await store.put(Buffer.from("png"))];
    await prisma.dataset.create({
      data: { id: "cifar10", indexSha256: index.sha256, artefacts: { create: [{ sha256: sheet.sha256 }] } },
    });
    expect(Object.fromEntries((await get(index.sha256, null)).headers)).toMatchObject({
      "content-type": "application/json",
      "cache-control": FOREVER,
      "cross-origin-resource-policy": "same-origin",
    });
    expect((await get(sheet.sha256, null)).headers.get("content-type")).toBe("image/png");
    expect(await site.as(null).datasets.list()).toMatchObject([{ id: "cifar10", indexSha256: index.sha256 }]);
  });

  it("that no row names, checkpoints, and names that are no hash are not there", async () => {
    const { prisma, store } = site.services;
    const { sha256, bytes } = await store.put(Buffer.from("checkpoint"));
    const { runId } = await seed("with checkpoint", 0.65, at(1));
    await prisma.checkpoint.create({ data: { runId, epoch: 1, step: 1, sha256, bytes } });
    for (const name of [sha256, "f".repeat(64), "../../etc/passwd", sha256.toUpperCase()]) {
      expect((await get(name, owner)).status).toBe(404);
    }
  });
});

describe("the overview", () => {
  it("counts what is there and nothing private", async () => {
    await seed("shared", 0.65, at(1));
    await seed("private", 0.65, null);
    expect(await site.as(null).overview.public()).toEqual({
      runsKept: 2,
      modelsToTry: 1,
      trainersAlive: 0,
      trainersBusy: 0,
    });
  });
});
