import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EXPORTS_AT_ONCE } from "#domain/limits";
import { EXPORT_FORMATS, type ExportFormat } from "#domain/models/export-formats";
import { QUEUE_SCHEMA } from "#prisma/create-queue";
import type { Prisma } from "#prisma/generated/client";
import { PUBLIC_FILE } from "../caching.ts";
import { serveExport } from "../exports/serve-export.ts";
import { removeRuns } from "../runs/remove-runs.ts";
import { seedModel } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  site = await createTestSite();
  // Whoever signs up first is the administrator, who is a stranger like any other.
  [stranger, owner] = [await site.signUp(), await site.signUp()];
});
afterAll(() => site.close());
beforeEach(async () => {
  await site.services.prisma.experiment.deleteMany();
  await site.services.prisma.$executeRawUnsafe(`DELETE FROM ${QUEUE_SCHEMA}.job`);
});

const seed = (publishedAt: Date | null, name = "Owls, größer") =>
  seedModel(site.services, owner.viewer.id, { name, publishedAt });
const jobs = () =>
  site.services.prisma.$queryRawUnsafe<{ data: object }[]>(
    `SELECT data FROM ${QUEUE_SCHEMA}.job WHERE name = 'export' AND state = 'created' ORDER BY created_on`,
  );
/** As a trainer ends it. */
const settle = (modelId: string, format: ExportFormat, data: Prisma.ModelExportUpdateInput) =>
  site.services.prisma.modelExport.update({ where: { modelId_format: { modelId, format } }, data });
const stateOf = async (id: string, format: ExportFormat, person: Person | null = owner) =>
  (await site.as(person).exports.byModel({ id })).find((one) => one.format === format);

describe("a model in another format", () => {
  it("is asked for once, whoever asks, and again when it failed", async () => {
    const { modelId: id } = await seed(new Date());
    expect((await site.as(null).exports.byModel({ id })).map(({ format, state }) => [format, state])).toEqual(
      EXPORT_FORMATS.map((format) => [format, "none"]),
    );
    await Promise.all([
      site.as(owner).exports.prepare({ id, format: "onnx" }),
      site.as(stranger).exports.prepare({ id, format: "onnx" }),
      site.as(owner).exports.prepare({ id, format: "onnx" }),
    ]);
    expect(await jobs()).toEqual([{ data: { v: 1, modelId: id, format: "onnx" } }]);
    expect(await stateOf(id, "onnx", null)).toEqual({ format: "onnx", state: "queued", bytes: null, error: null });

    await site.services.prisma.$executeRawUnsafe(`DELETE FROM ${QUEUE_SCHEMA}.job`);
    await settle(id, "onnx", { state: "ready", sha256: "a".repeat(64), bytes: 12 });
    await site.as(owner).exports.prepare({ id, format: "onnx" });
    expect(await jobs()).toEqual([]);
    expect(await stateOf(id, "onnx")).toMatchObject({ state: "ready", bytes: 12 });

    await settle(id, "onnx", { state: "failed", error: "No such luck.", attempts: 3 });
    expect(await stateOf(id, "onnx")).toMatchObject({ state: "failed", error: "No such luck." });
    await site.as(stranger).exports.prepare({ id, format: "onnx" });
    expect(await jobs()).toHaveLength(1);
    expect(await stateOf(id, "onnx")).toMatchObject({ state: "queued", error: null });
  });

  it("has a limit on what one person has in preparation, which others do not use up", async () => {
    const models = await Promise.all(Array.from({ length: EXPORTS_AT_ONCE / 4 + 1 }, () => seed(new Date())));
    const orders = models.flatMap(({ modelId: id }) => EXPORT_FORMATS.map((format) => ({ id, format })));
    const [first, ...more] = orders.splice(EXPORTS_AT_ONCE);
    if (!first) throw new Error("The limit is not divided by the number of formats.");
    for (const order of orders) await site.as(stranger).exports.prepare(order);
    await expect(site.as(stranger).exports.prepare(first)).rejects.toThrow(
      /8 files in preparation, and 8 is the limit/,
    );
    // What is there already is no further one.
    await site.as(stranger).exports.prepare(orders[0] ?? first);
    await site.as(owner).exports.prepare(first);
    const [done] = orders;
    if (done) await settle(done.id, done.format, { state: "ready", sha256: "a".repeat(64), bytes: 1 });
    for (const order of more.slice(0, 1)) await site.as(stranger).exports.prepare(order);
    expect(await jobs()).toHaveLength(EXPORTS_AT_ONCE + 2);
  });

  it("refuses formats that there are not", async () => {
    const { modelId: id } = await seed(new Date());
    await expect(site.as(owner).exports.prepare({ id, format: "exe" as "onnx" })).rejects.toThrow(/format/);
  });
});

describe("its file", () => {
  const get = (id: string, person: Person | null, format = "keras", headers: HeadersInit = {}) =>
    serveExport(site.services, new Request("http://localhost", { headers }), { id, format }, site.reader(person));

  async function ready(publishedAt: Date | null) {
    const { modelId: id, runId } = await seed(publishedAt);
    const { sha256, bytes } = await site.services.store.put(Buffer.from(`model ${id}`));
    const data = { format: "keras", state: "ready" as const, requestedAt: new Date(), sha256, bytes };
    await site.services.prisma.modelExport.create({ data: { modelId: id, ...data } });
    return { id, runId, sha256 };
  }

  it("has a name, a type and a length, and is everybody's until the model is withdrawn", async () => {
    const { id, sha256 } = await ready(new Date());
    const response = await get(id, null);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`model ${id}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-disposition": 'attachment; filename="owls-gro-er.keras"',
      "content-type": "application/octet-stream",
      "content-length": "42",
      "cache-control": PUBLIC_FILE,
      "x-content-type-options": "nosniff",
      etag: `"${sha256}"`,
    });
    const again = { "if-none-match": `"${sha256}"` };
    expect((await get(id, null, "keras", again)).status).toBe(304);
    await site.as(owner).models.show({ id, visibility: "private" });
    expect((await get(id, null, "keras", again)).status).toBe(404);
    const mine = await get(id, owner);
    expect([mine.status, mine.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
  });

  it("is not there for others, before it is ready, and under other names", async () => {
    const { id } = await ready(null);
    for (const person of [stranger, null]) expect((await get(id, person)).status).toBe(404);
    await site.as(owner).exports.prepare({ id, format: "npz" });
    for (const format of ["npz", "onnx", "../keras", ""]) expect((await get(id, owner, format)).status).toBe(404);
    expect((await get("nobody", owner)).status).toBe(404);
  });

  it("is removed with the model", async () => {
    const { runId, sha256 } = await ready(new Date());
    await removeRuns(site.services, { where: { id: runId } });
    expect(await site.services.prisma.modelExport.count()).toBe(0);
    await site.sweep();
    expect(await site.services.store.get(sha256)).toBeNull();
  });
});
