/** How fast a model is in visitors' browsers: through the door that their browsers use. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { acceptTiming } from "../models/accept-timing.ts";
import { seedModel } from "./seeds.ts";
import { createTestSite, ORIGIN, type Person, type TestSite } from "./test-site.ts";

const TIMING = { backend: "wasm", milliseconds: 2, warmUpMilliseconds: 90 };
const DAY = 24 * 3_600_000;

let site: TestSite;
let owner: Person;
let model: string;

beforeAll(async () => {
  site = await createTestSite({ TRUSTED_PROXY_HEADER: "X-Real-IP" });
  owner = await site.signUp();
});
afterAll(() => site.close());

beforeEach(async () => {
  ({ modelId: model } = await seedModel(site.services, owner.viewer.id, { publishedAt: new Date() }));
});

const share = (body: unknown, from = "198.51.100.1", id = model, headers: Record<string, string> = {}) =>
  acceptTiming(
    site.services,
    new Request(`${ORIGIN}/api/models/${id}/timings`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-real-ip": from, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    id,
  );

const timings = async () => (await site.as(null).models.byId({ id: model })).timings;

it("tells the median and the middle half of the browsers, by what computed", async () => {
  for (const [i, milliseconds] of [1, 2, 3, 4, 50].entries())
    expect((await share({ ...TIMING, milliseconds }, `198.51.100.${i}`)).status).toBe(204);
  await share({ backend: "webgpu", milliseconds: 0.5, warmUpMilliseconds: 400 });
  expect(await timings()).toEqual([
    { backend: "webgpu", browsers: 1, median: 0.5, quartiles: [0.5, 0.5], warmUpMedian: 400 },
    { backend: "wasm", browsers: 5, median: 3, quartiles: [2, 4], warmUpMedian: 90 },
  ]);
});

it("counts one address once a day for a model and a backend", async () => {
  await share(TIMING);
  await share({ ...TIMING, milliseconds: 1000 });
  expect(await timings()).toMatchObject([{ browsers: 1, median: 2 }]);
  site.advance(DAY);
  await share(TIMING);
  expect(await timings()).toMatchObject([{ browsers: 2 }]);
});

it("keeps the latest two hundred of each backend", async () => {
  const { prisma } = site.services;
  const old = { modelId: model, backend: "wasm", milliseconds: 9, warmUpMilliseconds: 9 };
  await prisma.browserTiming.createMany({ data: Array.from({ length: 200 }, () => old) });
  await share({ ...TIMING, milliseconds: 1 });
  expect(await timings()).toMatchObject([{ browsers: 200, median: 9 }]);
  expect(await prisma.browserTiming.count({ where: { modelId: model, milliseconds: 1 } })).toBe(1);
});

it("keeps no address", async () => {
  await share(TIMING, "203.0.113.77");
  const { prisma } = site.services;
  expect(JSON.stringify(await prisma.rateLimit.findMany({ select: { key: true } }))).not.toContain("203.0.113.77");
});

it.each([
  ["no number", { ...TIMING, milliseconds: "2" }, /milliseconds/],
  ["no time", { ...TIMING, milliseconds: 0 }, /milliseconds/],
  ["too long a time", { ...TIMING, warmUpMilliseconds: 1e9 }, /warmUpMilliseconds/],
  ["an unknown backend", { ...TIMING, backend: "abacus" }, /backend/],
  ["more than was asked", { ...TIMING, picture: "x" }, /picture/],
  ["no JSON", "{", /JSON/],
])("refuses %s", async (_, body, message) => {
  const response = await share(body);
  expect(response.status).toBe(400);
  expect((await response.json()).message).toMatch(message);
  expect(await timings()).toEqual([]);
});

it("is for public models alone", async () => {
  const { modelId } = await seedModel(site.services, owner.viewer.id, { publishedAt: null });
  for (const other of [modelId, crypto.randomUUID(), "none"])
    expect((await share(TIMING, undefined, other)).status).toBe(404);
  expect(await site.services.prisma.browserTiming.count({ where: { modelId } })).toBe(0);
});

it("listens to pages of this site, a little, and not for ever", async () => {
  expect((await share(TIMING, undefined, model, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await share("x".repeat(2000))).status).toBe(413);
  await share(TIMING, "192.0.2.9");
  await site.services.prisma.rateLimit.updateMany({
    where: { key: { startsWith: "timings|" } },
    data: { count: 299 },
  });
  expect((await share({ ...TIMING, backend: "cpu" }, "192.0.2.9")).status).toBe(204);
  expect((await share({ ...TIMING, backend: "webgl" }, "192.0.2.9")).status).toBe(429);
  expect(await timings()).toMatchObject([{ backend: "wasm" }, { backend: "cpu" }]);
});
