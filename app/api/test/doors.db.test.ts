/** The HTTP doors of the API, as Next calls them. */
import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { KEPT_NOWHERE, PUBLIC_DATA } from "#server/caching";
import { provideServices } from "#server/services";
import { seedModel, seedRun } from "#server/test/seeds";
import { createTestSite, ORIGIN, PASSWORD, type Person, type TestSite } from "#server/test/test-site";
import { enterRequest } from "#telemetry/request-id";
import { GET as getArtefact } from "../artefacts/[sha256]/route.ts";
import { POST as postAuth } from "../auth/[...all]/route.ts";
import { GET as getHealth } from "../health/route.ts";
import { GET as getPublic } from "../public/[query]/route.ts";
import { GET as getReady } from "../ready/route.ts";
import { GET as getCsv } from "../runs/csv/route.ts";
import { POST as mutate, GET as query } from "../trpc/[trpc]/route.ts";

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  provideServices(site.services);
  person = await site.signUp();
});
afterAll(() => site.close());

const ask = (path: string, input: unknown = {}, headers: HeadersInit = {}) =>
  query(new Request(`${ORIGIN}/api/trpc/${path}?input=${encodeURIComponent(superjson.stringify(input))}`, { headers }));

const send = (path: string, body: string, headers: Record<string, string> = {}) =>
  mutate(
    new Request(`${ORIGIN}/api/trpc/${path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", cookie: person.headers.get("cookie") ?? "", ...headers },
    }),
  );

describe("/api/trpc", () => {
  it("answers for the session of the request, and lets nobody keep the answer", async () => {
    const mine = await ask("account.summary", undefined, person.headers);
    expect(mine.headers.get("cache-control")).toBe("private, no-store");
    expect(await mine.json()).toMatchObject({ result: { data: { json: { email: person.email } } } });
    expect((await ask("account.summary", undefined)).status).toBe(401);
  });

  it("names the field of an error, and shows nothing of our insides", async () => {
    const refused = await ask("runs.list", { pageSize: 1 }, person.headers);
    const text = await refused.text();
    expect(refused.status).toBe(400);
    expect(JSON.parse(text).error.json).toMatchObject({ data: { field: "pageSize" } });
    expect(text).not.toMatch(/stack|node_modules/);
  });

  it("a failure of ours names its request, by which the log has the cause", async () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
    const broken = new Error("no route to postgresql://cultivar:hidden@10.0.0.1/cultivar");
    const { prisma } = site.services;
    const run = { ...prisma.run, count: () => Promise.reject(broken) };
    provideServices({ ...site.services, prisma: { ...prisma, run, model: prisma.model } as typeof prisma });
    const answer = await new Promise<Response>((resolve) =>
      setImmediate(() => {
        enterRequest("request-of-the-test");
        resolve(ask("overview.public", undefined));
      }),
    );
    provideServices(site.services);
    vi.restoreAllMocks();
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text).error.json.message).toContain("request-of-the-test");
    expect(text).not.toContain("10.0.0.1");
    const line = lines.map((one) => JSON.parse(one)).find(({ message }) => message === "procedure failed");
    expect(line).toMatchObject({ level: "error", procedure: "overview.public", request: "request-of-the-test" });
    expect(line.reason).toContain("no route to");
    expect(lines.join("")).not.toContain("hidden");
  });

  it("changes nothing by GET, nor for another site", async () => {
    const body = superjson.stringify({ id: "01890000-0000-7000-8000-000000000000" });
    expect((await ask("runs.cancel", { id: "01890000-0000-7000-8000-000000000000" }, person.headers)).status).toBe(405);
    expect((await send("runs.cancel", body, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send("runs.cancel", body, { "sec-fetch-site": "same-site" })).status).toBe(403);
    expect((await send("runs.cancel", body, { "sec-fetch-site": "same-origin" })).status).toBe(404);
    // What a form of another site can send in a browser that does not say where a request comes from.
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect((await send("runs.cancel", body, { "content-type": type })).status).toBe(403);
    }
  });

  it("gives no other site leave to read an answer", async () => {
    const answer = await ask("settings.public", undefined, { origin: "https://elsewhere.example" });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  it("lets a link in by its header, for as long as the link is valid", async () => {
    const owner = await site.signUp();
    const id = await seedRun(site.services, owner.viewer.id);
    const share = await site.as(owner).shares.create({ target: { kind: "run", runId: id } });
    const token = share.path.replace("/s/", "");
    expect((await ask("runs.byId", { id }, { "x-share-token": token })).status).toBe(200);
    expect((await ask("runs.byId", { id })).status).toBe(401);
    expect((await ask("runs.byId", { id }, { "x-share-token": `${token}x` })).status).toBe(401);
    await site.as(owner).shares.revoke({ id: share.id });
    expect((await ask("runs.byId", { id }, { "x-share-token": token })).status).toBe(401);
  });

  it("takes no more than it can hold", async () => {
    expect((await send("experiments.launch", "x".repeat(300_000))).status).toBe(413);
    const paths = Array.from({ length: 21 }, () => "settings.public").join(",");
    const batch = await query(new Request(`${ORIGIN}/api/trpc/${paths}?batch=1&input=%7B%7D`));
    expect(batch.status).toBe(400);
  });
});

describe("/api/auth", () => {
  const signIn = (headers: Record<string, string>) =>
    postAuth(
      new Request(`${ORIGIN}/api/auth/sign-in/email`, {
        method: "POST",
        body: JSON.stringify({ email: person.email, password: PASSWORD }),
        headers: { "content-type": "application/json", origin: ORIGIN, ...headers },
      }),
    );

  it("signs in from pages of this site alone, and lets nobody keep the answer", async () => {
    const answer = await signIn({ "sec-fetch-site": "same-origin" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await signIn({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await signIn({ "content-type": "text/plain" })).status).toBe(403);
    expect((await signIn({ origin: "https://elsewhere.example" })).status).toBe(403);
  });

  it("sends nobody on to another site", async () => {
    const request = (body: object) =>
      postAuth(
        new Request(`${ORIGIN}/api/auth/sign-in/email`, {
          method: "POST",
          body: JSON.stringify({ email: person.email, password: PASSWORD, ...body }),
          headers: { "content-type": "application/json", origin: ORIGIN },
        }),
      );
    expect((await request({ callbackURL: "https://elsewhere.example/" })).status).toBe(403);
    expect((await request({ callbackURL: "//elsewhere.example/" })).status).toBe(403);
    expect((await request({ callbackURL: "/runs" })).status).toBe(200);
  });
});

describe("/api/public", () => {
  const look = (name: string, input: unknown = {}, headers: HeadersInit = {}) =>
    getPublic(
      new Request(`${ORIGIN}/api/public/${name}?input=${encodeURIComponent(superjson.stringify(input))}`, { headers }),
      { params: Promise.resolve({ query: name }) },
    );

  it("answers for a few seconds, and as to a visitor whoever asks", async () => {
    const owner = await site.signUp();
    const shown = await seedModel(site.services, owner.viewer.id, { publishedAt: new Date() });
    const hidden = await seedModel(site.services, owner.viewer.id, {});
    for (const headers of [{}, owner.headers]) {
      const answer = await look("models.leaderboard", {}, headers);
      expect(answer.headers.get("cache-control")).toBe(PUBLIC_DATA);
      expect(answer.headers.get("vary")).toBeNull();
      expect(answer.headers.getSetCookie()).toEqual([]);
      const { rows } = (await answer.json()).result.data.json;
      const ids = rows.map(({ modelId }: { modelId: string }) => modelId);
      expect(ids).toContain(shown.modelId);
      expect(ids).not.toContain(hidden.modelId);
      expect(rows.every(({ mine }: { mine: boolean }) => !mine)).toBe(true);
    }
    const card = await look("models.byId", { id: shown.modelId }, owner.headers);
    expect((await card.json()).result.data.json).toMatchObject({ id: shown.modelId, mine: false, runId: null });
  });

  it("answers nothing else, and lets nobody keep a refusal", async () => {
    const owner = await site.signUp();
    const hidden = await seedModel(site.services, owner.viewer.id, {});
    for (const [status, answer] of [
      [404, await look("models.byId", { id: hidden.modelId }, owner.headers)],
      [404, await look("account.summary", undefined, owner.headers)],
      [404, await look("models.leaderboard,models.usable")],
      [400, await look("models.leaderboard", { pageSize: 1000 })],
    ] as const) {
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, KEPT_NOWHERE]);
    }
  });
});

describe("/api/health, /api/ready and /m", () => {
  it("say whether the process and its database answer, and 404 for no file", async () => {
    expect(await getHealth().json()).toEqual({ web: "ok" });
    expect(await (await getReady()).json()).toEqual({ web: "ok", database: "ok" });
    provideServices(null);
    vi.stubEnv("DATABASE_URL", "");
    const unset = await getReady();
    expect([unset.status, await unset.text()]).toEqual([503, expect.stringContaining("settings are missing or wrong")]);
    vi.unstubAllEnvs();
    provideServices(site.services);
    const missing = await getArtefact(new Request(`${ORIGIN}/m/x`), { params: Promise.resolve({ sha256: "x" }) });
    expect(missing.status).toBe(404);
  });

  it("give a model's files to whoever has a link to it, by its header, until it is revoked", async () => {
    const owner = await site.signUp();
    const { modelId, weightsSha256: sha256 } = await seedModel(site.services, owner.viewer.id, { byLink: true });
    const share = await site.as(owner).shares.create({ target: { kind: "model", modelId } });
    const token = share.path.replace("/s/", "");
    const status = async (headers: HeadersInit = {}) =>
      (await getArtefact(new Request(`${ORIGIN}/m/x`, { headers }), { params: Promise.resolve({ sha256 }) })).status;
    expect(await status()).toBe(404);
    expect(await status({ "x-share-token": token })).toBe(200);
    const head = await getArtefact(
      new Request(`${ORIGIN}/m/x`, { method: "HEAD", headers: { "x-share-token": token } }),
      {
        params: Promise.resolve({ sha256 }),
      },
    );
    expect([head.status, head.headers.get("etag"), head.body]).toEqual([200, `"${sha256}"`, null]);
    expect(await status({ "x-share-token": `${token}x` })).toBe(404);
    await site.as(owner).shares.revoke({ id: share.id });
    expect(await status({ "x-share-token": token })).toBe(404);
  });
});

describe("/api/runs/csv", () => {
  const download = (query: string, headers?: Headers) =>
    getCsv(new Request(`${ORIGIN}/api/runs/csv?${query}`, { headers }));

  it("sends the whole view of whoever asks, in its order, and nobody else's", async () => {
    const { viewer } = person;
    for (let i = 0; i < 30; i++) await seedRun(site.services, viewer.id, { name: `run ${i}`, testAccuracy: i / 100 });
    await seedRun(site.services, viewer.id, { name: '=cmd|" /C calc"!A0', tags: ["a", "b"], testAccuracy: 0.9 });
    await seedRun(site.services, (await site.signUp()).viewer.id, { name: "theirs" });
    const answer = await download("sort=test.desc&columns=test,tags,learningRate&page=2", person.headers);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="runs.csv"');
    const lines = (await answer.text()).split("\r\n");
    expect(lines[0]).toBe("Run,Name,State,Test accuracy,Tags,Learning rate");
    expect(lines).toHaveLength(33);
    expect(lines[1]).toMatch(/^[0-9a-f-]{36},"'=cmd\|"" \/C calc""!A0",queued,0.9,"a, b",0.001$/);
    expect(lines.join()).not.toContain("theirs");
    const some = await (await download("q=run%202&columns=", person.headers)).text();
    expect(some.split("\r\n")).toHaveLength(1 + 11 + 1);
  });

  it("is for whoever is signed in", async () => {
    expect((await download("")).status).toBe(401);
  });

  it("says what is wrong with a view", async () => {
    const refused = await download("q=%00", person.headers);
    expect([refused.status, await refused.text()]).toEqual([400, "A search has no NUL characters."]);
  });
});

it("numbers beyond the database's, and what is named twice, make no failure", async () => {
  expect((await ask("models.leaderboardPoints", { atLeast: 2 ** 31 })).status).toBe(400);
  const id = await seedRun(site.services, person.viewer.id);
  const input = { runs: [{ id, seq: 0, epoch: 0 }], metrics: ["gpu", "gpu"] };
  expect((await ask("series.since", input, person.headers)).status).toBe(200);
});
