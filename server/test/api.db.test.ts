/** The API for programs, through its door: tokens, scopes, refusals, and each operation once. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_PATH, OPERATIONS, type Operation } from "#domain/api/operations";
import { presetSpec } from "#domain/experiments/presets";
import { API_LIMITS } from "#domain/limits";
import { API_SCOPES, type ApiScope } from "#domain/tokens/scopes";
import { answerApi } from "../api/answer-api.ts";
import { createTokenSecret } from "../tokens/token-secret.ts";
import { ended, log, seedEvents, seedModel, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, ORIGIN, PASSWORD, type Person, type TestSite } from "./test-site.ts";

const DAY_MS = 24 * 3_600_000;

let site: TestSite;
let person: Person;
beforeAll(async () => {
  site = await createTestSite();
  person = await site.signUp();
});
afterAll(() => site.close());

const makeToken = async (owner = person, scopes: readonly ApiScope[] = API_SCOPES, days = 30) =>
  (await site.as(owner).tokens.create({ name: "test", scopes: [...scopes], days })).token;

type Sent = { method?: string; body?: unknown; headers?: Record<string, string> };

const call = (token: string | null, path: string, { method = "GET", body, headers = {} }: Sent = {}) =>
  answerApi(
    site.services,
    new Request(`${ORIGIN}${API_PATH}${path}`, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );

const refusalOf = async (answer: Promise<Response>) => {
  const response = await answer;
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return { status: response.status, ...(await response.json()) };
};

describe("a token", () => {
  it("is kept as a hash, and listed by its beginning, scopes and the day of its latest use", async () => {
    const owner = await site.signUp();
    const token = await makeToken(owner, ["read"]);
    expect(JSON.stringify(await site.services.prisma.apiToken.findMany())).not.toContain(token);
    expect(await site.as(owner).tokens.list()).toMatchObject([{ prefix: token.slice(0, 13), lastUsedOn: null }]);
    expect((await call(token, "/token")).status).toBe(200);
    const [listed] = await site.as(owner).tokens.list();
    expect(listed).toMatchObject({ scopes: ["read"], expired: false });
    expect(listed?.lastUsedOn?.toISOString()).toMatch(/T00:00:00.000Z$/);
  });

  it("opens nothing when it is missing, made up, revoked, expired or somewhere else than in its header", async () => {
    const owner = await site.signUp();
    const { token, id } = await site.as(owner).tokens.create({ name: "short", scopes: ["read"], days: 1 });
    const detail = async (answer: Promise<Response>) => {
      const { status, detail, ...rest } = await refusalOf(answer);
      expect(status).toBe(401);
      expect(JSON.stringify(rest)).not.toContain(token);
      return detail;
    };
    expect((await call(null, "/runs")).headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(await detail(call(null, "/runs"))).toMatch(/header Authorization/);
    expect(await detail(call(null, `/runs?token=${token}`))).toMatch(/header Authorization/);
    expect(await detail(call(null, "/runs", { headers: Object.fromEntries(owner.headers) }))).toMatch(/header/);
    expect(await detail(call(token.slice(0, -1), "/runs"))).toMatch(/no token, or not the whole/);
    expect(await detail(call(createTokenSecret(), "/runs"))).toMatch(/revoked, or belongs to another site/);
    site.advance(DAY_MS);
    try {
      expect(await detail(call(token, "/runs"))).toMatch(/expired on \d{4}-/);
    } finally {
      site.advance(-DAY_MS);
    }
    expect((await call(token, "/runs")).status).toBe(200);
    await site.as(owner).tokens.revoke({ id });
    expect(await detail(call(token, "/runs"))).toMatch(/revoked/);
  });

  it("is bounded in number and time", async () => {
    const owner = await site.signUp();
    const { tokens } = site.as(owner);
    await expect(tokens.create({ name: "x", scopes: ["read"], days: 366 })).rejects.toThrow(/365 days/);
    await expect(tokens.create({ name: "x", scopes: [], days: 1 })).rejects.toThrow(/at least one/);
    for (let i = 0; i < API_LIMITS.tokens; i++) await makeToken(owner, ["read"]);
    await expect(makeToken(owner, ["read"])).rejects.toThrow(/20 tokens/);
  });

  it("ends with a new password, and with the account", async () => {
    const owner = await site.signUp();
    const first = await makeToken(owner);
    const password = "another-quiet-harbour";
    const body = { currentPassword: PASSWORD, newPassword: password, revokeOtherSessions: true };
    const changed = await site.auth("/change-password", body, owner.headers);
    expect(changed.status).toBe(200);
    expect((await call(first, "/token")).status).toBe(401);
    const second = await makeToken(owner);
    const session = new Headers({
      cookie: changed.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; "),
    });
    expect((await site.auth("/delete-user", { password }, session)).status).toBe(200);
    expect((await call(second, "/token")).status).toBe(401);
    expect(await site.services.prisma.apiToken.count({ where: { ownerId: owner.viewer.id } })).toBe(0);
  });
});

/** One call of each operation that succeeds, on things of `person`. */
async function calls(): Promise<Record<keyof typeof OPERATIONS, Sent & { path: string }>> {
  const { services } = site;
  const trainer = await seedTrainer(services);
  const running = () => seedRun(services, person.viewer.id, { state: "running", trainerId: trainer.id });
  const { runId, modelId, manifestSha256 } = await seedModel(services, person.viewer.id);
  const { sha256, bytes } = await services.store.put(Buffer.from(`onnx ${randomUUID()}`));
  const ready = { format: "onnx", state: "ready", requestedAt: new Date(), sha256, bytes } as const;
  await services.prisma.modelExport.create({ data: { modelId, ...ready } });
  await seedEvents(services, runId, 1, [log("one"), ended("succeeded")]);
  return {
    getToken: { path: "/token" },
    launchRun: { path: "/runs", method: "POST", body: { name: "By a program", preset: "scratch" } },
    listRuns: { path: "/runs?state=succeeded,queued&limit=5" },
    getRun: { path: `/runs/${runId}` },
    listRunEvents: { path: `/runs/${runId}/events?wait=1` },
    getRunHistory: { path: `/runs/${runId}/history` },
    cancelRun: { path: `/runs/${await running()}/cancel`, method: "POST" },
    stopRun: { path: `/runs/${await running()}/stop`, method: "POST" },
    getLeaderboard: { path: "/leaderboard?order=bytes&onePerAuthor=true" },
    getModel: { path: `/models/${modelId}` },
    showModel: { path: `/models/${modelId}/visibility`, method: "PUT", body: { visibility: "public" } },
    listModelFormats: { path: `/models/${modelId}/formats` },
    prepareModelFormat: { path: `/models/${modelId}/formats/keras`, method: "POST" },
    downloadModelFormat: { path: `/models/${modelId}/formats/onnx/file` },
    downloadFile: { path: `/files/${manifestSha256}` },
  };
}

describe("every operation", () => {
  const tokens: Partial<Record<ApiScope, string>> = {};
  beforeAll(async () => {
    for (const scope of API_SCOPES) tokens[scope] = await makeToken(person, [scope]);
  });

  it("answers as promised with the scope that it names, and with no other", async () => {
    for (const [id, { path, ...sent }] of Object.entries(await calls())) {
      const { scope, status, answer } = OPERATIONS[id as keyof typeof OPERATIONS] as Operation;
      for (const held of API_SCOPES) {
        const response = await call(tokens[held] ?? null, path, sent);
        const may = scope === null || scope === held;
        expect(response.status, `${id} with ${held}`).toBe(may ? status : 403);
        if (may && answer && answer !== "file") {
          const { error } = answer.safeParse(await response.json());
          expect(error, id).toBeUndefined();
        }
      }
    }
  });

  it("does not exist for somebody else's things", async () => {
    const stranger = await makeToken(await site.signUp());
    for (const [id, { path, ...sent }] of Object.entries(await calls())) {
      if (!/[0-9a-f]{8}-|[0-9a-f]{64}/.test(path)) continue;
      expect((await refusalOf(call(stranger, path, sent))).status, id).toBe(404);
    }
  });

  it("is not there under another name or method", async () => {
    const token = tokens.read ?? null;
    expect(await refusalOf(call(token, "/nothing"))).toMatchObject({
      status: 404,
      detail: expect.stringMatching(/openapi\.json/),
    });
    const wrong = await call(token, "/leaderboard", { method: "POST", body: {} });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("GET");
  });
});

describe("launching", () => {
  it("names every field that is wrong", async () => {
    const token = await makeToken(person, ["runs"]);
    const post = (body: unknown) => refusalOf(call(token, "/runs", { method: "POST", body }));
    const spec = { ...presetSpec("scratch"), epochs: 0, batchSize: 1e9 };
    expect(await post({ name: "x", spec })).toMatchObject({
      status: 400,
      field: "spec.epochs",
      errors: expect.arrayContaining([
        { field: "spec.epochs", detail: "Epochs must be at least 1." },
        { field: "spec.batchSize", detail: "Batch size must be at most 2048." },
      ]),
    });
    expect(await post({ name: "x" })).toMatchObject({
      status: 400,
      field: "spec",
      detail: "Give either spec or preset.",
    });
    expect(await post({ name: "x", preset: "scratch", more: 1 })).toMatchObject({ status: 400 });
    expect(await post("{")).toMatchObject({ status: 400, detail: "The body is not JSON." });
    expect(await post("x".repeat(300_000))).toMatchObject({ status: 400, detail: expect.stringMatching(/256 KiB/) });
  });

  it("twice with one key makes one run", async () => {
    const token = await makeToken(person, ["runs"]);
    const body = { name: "Once", preset: "deeper", key: randomUUID() };
    const [one, other] = await Promise.all([0, 1].map(() => call(token, "/runs", { method: "POST", body })));
    expect(one?.status).toBe(201);
    expect(await one?.json()).toEqual(await other?.json());
  });
});

describe("listing", () => {
  it("tells each run once, whatever is launched meanwhile, and none of anybody else's", async () => {
    const owner = await site.signUp();
    const token = await makeToken(owner, ["read"]);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await seedRun(site.services, owner.viewer.id, { tags: ["lab"] }));
    const found: string[] = [];
    let next: string | null = null;
    do {
      const page = await (await call(token, `/runs?limit=2&tag=lab${next ? `&cursor=${next}` : ""}`)).json();
      found.push(...page.runs.map(({ id }: { id: string }) => id));
      next = page.next;
      await seedRun(site.services, owner.viewer.id, { tags: ["lab"] });
    } while (next);
    expect(found).toEqual(ids);
    expect(await refusalOf(call(token, "/runs?state=asleep"))).toMatchObject({ status: 400, field: "state.0" });
    expect(await refusalOf(call(token, "/runs?limits=2"))).toMatchObject({ status: 400 });
  });
});

describe("waiting for events", () => {
  it("answers as soon as there is one, tells nothing twice, and says when nothing follows", async () => {
    const owner = await site.signUp();
    const token = await makeToken(owner, ["read"]);
    const id = await seedRun(site.services, owner.viewer.id, { state: "running" });
    await seedEvents(site.services, id, 1, [log("first")]);
    const events = async (after: number, wait: number) =>
      (await call(token, `/runs/${id}/events?after=${after}&wait=${wait}`)).json();
    expect(await events(0, 20)).toMatchObject({ events: [{ seq: 1, type: "log", message: "first" }], next: 1 });

    expect(await events(1, 1)).toMatchObject({ events: [], next: 1, state: "running", complete: false });
    const waiting = events(1, 20);
    await seedEvents(site.services, id, 2, [log("second"), ended("succeeded")]);
    await site.services.prisma.run.update({ where: { id }, data: { state: "succeeded", finishedAt: new Date() } });
    const { events: told, next } = await waiting;
    expect(told[0]).toMatchObject({ seq: 2, message: "second" });
    expect(await events(next, 20)).toMatchObject({ next: 3, state: "succeeded", complete: true });
    // Nothing can follow, so nothing is waited for.
    expect(await events(3, 20)).toMatchObject({ events: [], complete: true });
  });
});

describe("calls", () => {
  it("are counted for a person, whatever their tokens, and the answer says how many are left", async () => {
    const owner = await site.signUp();
    const [one, other] = [await makeToken(owner, ["read"]), await makeToken(owner, ["runs"])];
    const { headers } = await call(one, "/token");
    expect(headers.get("ratelimit-remaining")).toBe(String(API_LIMITS.callsPerMinute - 1));
    expect(headers.get("cache-control")).toBe("private, no-store");
    await site.services.prisma.rateLimit.update({
      where: { key: `api|${owner.viewer.id}` },
      data: { count: API_LIMITS.callsPerMinute },
    });
    const refused = await call(other, "/token");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    site.advance(60_000);
    expect((await call(other, "/token")).status).toBe(200);
  });
});
