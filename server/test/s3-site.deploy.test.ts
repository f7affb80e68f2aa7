import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testBucket } from "#storage/test/test-bucket";
import { serveArtefact } from "../artefacts/serve-artefact.ts";
import { serveExport } from "../exports/serve-export.ts";
import { bucketEnvironment } from "./bucket-environment.ts";
import { seedModel } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let owner: Person;
beforeAll(async () => {
  site = await createTestSite({ ...bucketEnvironment(), STORE_S3_SIGNED: "1" });
  owner = await site.signUp();
});
afterAll(() => site.close());

const request = (headers: HeadersInit = {}) => new Request("http://localhost", { headers });

test("files of a model stream through the web app, to whoever may have them, with their validator", async () => {
  const { weightsSha256 } = await seedModel(site.services, owner.viewer.id);
  const get = (person: Person | null, headers?: HeadersInit) =>
    serveArtefact(site.services, request(headers), weightsSha256, site.reader(person));
  const mine = await get(owner);
  expect([mine.status, mine.headers.get("etag"), mine.redirected]).toEqual([200, `"${weightsSha256}"`, false]);
  expect(Buffer.from(await mine.arrayBuffer())).toEqual(await site.services.store.get(weightsSha256));
  expect((await get(owner, { "if-none-match": `"${weightsSha256}"` })).status).toBe(304);
  expect((await get(null)).status).toBe(404);
});

test("a whole model comes from the bucket, by an address that is given to whoever may have it", async () => {
  const { modelId: id } = await seedModel(site.services, owner.viewer.id);
  const file = await site.services.store.put(Buffer.from(`model ${randomUUID()}`));
  const data = { format: "keras", state: "ready" as const, requestedAt: new Date(), ...file };
  await site.services.prisma.modelExport.create({ data: { modelId: id, ...data } });
  const get = (person: Person | null) =>
    serveExport(site.services, request(), { id, format: "keras" }, site.reader(person));
  expect((await get(null)).status).toBe(404);
  const answer = await get(owner);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([307, "private, no-store"]);
  // Programs are promised the bytes themselves.
  const streamed = await serveExport(site.services, request(), { id, format: "keras" }, site.reader(owner), {
    redirects: false,
  });
  expect([streamed.status, streamed.headers.get("etag")]).toEqual([200, `"${file.sha256}"`]);
  expect(Buffer.from(await streamed.arrayBuffer())).toEqual(await site.services.store.get(file.sha256));
  const address = answer.headers.get("location") ?? "";
  expect(new URL(address).origin).toBe(new URL(testBucket().endpoint).origin);
  const download = await fetch(address);
  expect(download.headers.get("content-disposition")).toMatch(/^attachment; filename=".+\.keras"$/);
  expect(Buffer.from(await download.arrayBuffer())).toEqual(await site.services.store.get(file.sha256));
});
