/** Who sees a model: its owner, everybody, or whoever has a link; and on what terms. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodeTestPredictions } from "#domain/runs/test-predictions";
import { SHARE_HEADER } from "#domain/shares/share-header";
import { serveArtefact } from "../artefacts/serve-artefact.ts";
import { readReader } from "../context.ts";
import { serveExport } from "../exports/serve-export.ts";
import { UNDO_MS } from "../runs/purge-deleted.ts";
import { seedModel } from "./seeds.ts";
import { type Caller, createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  [owner, stranger] = [await site.signUp("Shows Models"), await site.signUp()];
});
afterAll(() => site.close());

type Seeded = Awaited<ReturnType<typeof seedModel>>;
let model: Seeded;
let other: Seeded;
beforeEach(async () => {
  const { prisma, store } = site.services;
  await prisma.experiment.deleteMany();
  await prisma.share.deleteMany();
  model = await seedModel(site.services, owner.viewer.id, { name: "shown" });
  other = await seedModel(site.services, owner.viewer.id, { name: "hidden", byLink: true });
  const answers = {
    classes: 2,
    labels: Uint8Array.of(1),
    top: Uint8Array.of(1, 0, 255),
    probabilities: Float32Array.of(1, 0, 0),
  };
  const { sha256: predictionsSha256 } = await store.put(encodeTestPredictions(answers));
  await prisma.run.update({ where: { id: model.runId }, data: { predictionsSha256 } });
  const { sha256, bytes } = await store.put(Buffer.from("onnx"));
  const file = { format: "onnx", state: "ready" as const, requestedAt: new Date(), sha256, bytes };
  await prisma.modelExport.create({ data: { modelId: model.modelId, ...file } });
});

const mine = () => site.as(owner);
const show = (visibility: "private" | "link" | "public") => mine().models.show({ id: model.modelId, visibility });
const link = (modelId = model.modelId) => mine().shares.create({ target: { kind: "model", modelId } });

/** The status of all that can be asked of a model by its name or its files' hashes; each is "OK" or why not. */
async function seen(api: Caller, headers: Headers, { modelId: id, manifestSha256, weightsSha256 }: Seeded) {
  const asked = async (call: Promise<unknown>) => {
    try {
      await call;
      return "OK";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const reader = await readReader(site.services, headers);
  const request = new Request("http://localhost");
  const [manifest, weights, file] = await Promise.all([
    serveArtefact(site.services, request, manifestSha256, reader),
    serveArtefact(site.services, request, weightsSha256, reader),
    serveExport(site.services, request, { id, format: "onnx" }, reader),
  ]);
  return {
    page: await asked(api.models.byId({ id })),
    answers: await asked(api.models.answers({ id })),
    exports: await asked(api.exports.byModel({ id })),
    manifest: manifest.status,
    weights: weights.status,
    file: file.status,
  };
}
const ALL = { page: "OK", answers: "OK", exports: "OK", manifest: 200, weights: 200, file: 200 };
const NOTHING = {
  page: "NOT_FOUND",
  answers: "NOT_FOUND",
  exports: "NOT_FOUND",
  manifest: 404,
  weights: 404,
  file: 404,
};

const by = (person: Person | null, of = model) => seen(site.as(person), person?.headers ?? new Headers(), of);
async function via(path: string, person: Person | null = null, of = model) {
  const headers = new Headers(person?.headers);
  headers.set(SHARE_HEADER, path.replace("/s/", ""));
  return seen(await site.via(path, person), headers, of);
}

describe("a model", () => {
  it("is its owner's alone while it is private, and nobody can make a link to it", async () => {
    expect(await by(owner)).toEqual(ALL);
    for (const person of [stranger, null]) expect(await by(person)).toEqual(NOTHING);
    await expect(link()).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await site.services.prisma.share.count()).toBe(0);
  });

  it("by link is seen by its owner and by whoever came by one, and stands on no list", async () => {
    await show("link");
    const { path } = await link();
    expect(await by(owner)).toEqual(ALL);
    for (const person of [null, stranger, owner]) expect(await via(path, person)).toEqual(ALL);
    for (const person of [null, stranger]) expect(await by(person)).toEqual(NOTHING);
    for (const api of [site.as(stranger), await site.via(path)]) {
      expect((await api.models.leaderboard()).rows).toEqual([]);
      expect(await api.models.usable({})).toEqual([]);
      expect((await api.search.everything({ query: "shown" })).models).toEqual([]);
    }
    expect(await (await site.via(path, owner)).models.byId({ id: model.modelId })).toMatchObject({
      mine: false,
      runId: null,
      visibility: "link",
      rank: null,
    });
  });

  it("is public for everybody, with a link or without", async () => {
    await show("link");
    const { path } = await link();
    await show("public");
    for (const person of [null, stranger, owner]) expect(await by(person)).toEqual(ALL);
    expect(await via(path)).toEqual(ALL);
    expect((await site.as(null).models.leaderboard()).rows.map(({ name }) => name)).toEqual(["shown"]);
  });

  it("is shown by nobody but its owner", async () => {
    for (const person of [stranger, null]) {
      const { models, shares } = site.as(person);
      const code = person ? "NOT_FOUND" : "UNAUTHORIZED";
      const { modelId: id } = model;
      await expect(models.show({ id, visibility: "public" })).rejects.toMatchObject({ code });
      await expect(models.license({ id, licence: "MIT" })).rejects.toMatchObject({ code });
      await expect(shares.create({ target: { kind: "model", modelId: id } })).rejects.toMatchObject({ code });
    }
    const { path } = await link(other.modelId);
    const reader = await site.via(path, stranger);
    await expect(reader.models.show({ id: other.modelId, visibility: "public" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a link to a model", () => {
  beforeEach(() => show("link"));

  it("opens that model alone: no other, not its run, none of its owner's lists", async () => {
    const { path } = await link();
    expect(await via(path, null, other)).toEqual(NOTHING);
    const api = await site.via(path);
    await expect(api.runs.byId({ id: model.runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.runs.events({ id: model.runId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(api.runs.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(api.shares.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("opens nothing once it is revoked, whatever others do and whoever knows the hashes", async () => {
    const [gone, kept] = [await link(), await link()];
    await mine().shares.revoke({ id: gone.id });
    expect(await via(gone.path)).toEqual(NOTHING);
    expect(await via(kept.path)).toEqual(ALL);
  });

  it("opens nothing while the model is private or its run deleted, and the model again afterwards", async () => {
    const { path } = await link();
    await show("private");
    expect(await via(path)).toEqual(NOTHING);
    await show("link");
    expect(await via(path)).toEqual(ALL);
    await mine().runs.delete({ id: model.runId });
    expect(await via(path)).toEqual(NOTHING);
    await mine().runs.restore({ id: model.runId });
    expect(await via(path)).toEqual(ALL);
  });

  it("lets its files be kept only by who asks again each time", async () => {
    const { path } = await link();
    const headers = new Headers({ [SHARE_HEADER]: path.replace("/s/", "") });
    const reader = await readReader(site.services, headers);
    const answer = await serveArtefact(site.services, new Request("http://localhost"), model.weightsSha256, reader);
    expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  });

  it("is listed by its model, and told in the audit trail of the run", async () => {
    const { id, path } = await link();
    await link(other.modelId);
    const target = { kind: "model" as const, modelId: model.modelId };
    expect(await mine().shares.list({ target })).toMatchObject([{ id, path, names: ["shown"], target }]);
    expect(await mine().shares.list({})).toHaveLength(2);
    await mine().shares.revoke({ id });
    const { entries } = await mine().runs.audit({ id: model.runId });
    expect(entries.map(({ action }) => action)).toEqual(["share-revoked", "shared", "shown-by-link"]);
  });
});

describe("a model that stops being public", () => {
  const publishedAt = async () => (await mine().models.byId({ id: model.modelId })).publishedAt;

  it("keeps its time of publication when that is undone, also by way of a link", async () => {
    await show("public");
    const before = await publishedAt();
    site.advance(1000);
    for (const way of [["private"], ["link"], ["private", "link"]] as const) {
      for (const visibility of way) await show(visibility);
      expect(await publishedAt()).toBeNull();
      await show("public");
      expect(await publishedAt()).toEqual(before);
    }
  });

  it("has another time when it is made public later", async () => {
    await show("public");
    const before = await publishedAt();
    await show("private");
    site.advance(UNDO_MS + 1000);
    await show("public");
    expect((await publishedAt())?.getTime()).toBeGreaterThan((before?.getTime() ?? 0) + UNDO_MS);
    site.advance(-UNDO_MS - 2000);
  });
});

describe("a licence", () => {
  it("is chosen from a list or none, shown with the model and in the leaderboard's file", async () => {
    const { modelId: id } = model;
    await show("public");
    expect((await site.as(null).models.byId({ id })).licence).toBeNull();
    const rows = async () => (await site.as(null).models.leaderboardCsv()).split("\r\n");
    expect((await rows())[1]).toContain(",all rights reserved,");
    await mine().models.license({ id, licence: "CC-BY-4.0" });
    await mine().models.license({ id, licence: "CC-BY-4.0" });
    expect((await site.as(null).models.byId({ id })).licence).toBe("CC-BY-4.0");
    expect((await rows())[0]).toContain(",licence,");
    expect((await rows())[1]).toContain(",CC-BY-4.0,");
    await mine().models.license({ id, licence: null });
    expect((await site.as(null).models.byId({ id })).licence).toBeNull();
    await expect(mine().models.license({ id, licence: "WTFPL" as "MIT" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    const { entries } = await mine().runs.audit({ id: model.runId });
    expect(entries.map(({ action, details }) => [action, details.to])).toEqual([
      ["licensed", undefined],
      ["licensed", "CC-BY-4.0"],
      ["published", undefined],
    ]);
  });
});
