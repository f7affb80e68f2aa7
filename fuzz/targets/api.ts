/**
 * The HTTP doors, called as Next calls them, over a database and a store of their own. Whatever comes is answered, by
 * something else than a failure of the server (status 500, or a door that throws, of which Next makes one).
 */
import fc from "fast-check";
import superjson from "superjson";
import { z } from "zod";
import { appRouter } from "#server/router";
import { provideServices } from "#server/services";
import { log, seedCollection, seedEvents, seedModel, seedRun, seedSweep, seedTrainer } from "#server/test/seeds";
import { createTestSite, ORIGIN, type Person, type TestSite } from "#server/test/test-site";
import { GET as getArtefact } from "../../app/api/artefacts/[sha256]/route.ts";
import { GET as getAuth, POST as postAuth } from "../../app/api/auth/[...all]/route.ts";
import { GET as getExport } from "../../app/api/models/[id]/exports/[format]/route.ts";
import { GET as getCsv } from "../../app/api/runs/csv/route.ts";
import { POST as mutate, GET as query } from "../../app/api/trpc/[trpc]/route.ts";
import { type Examples, fromSchema, type JsonSchema } from "../arbitraries/from-schema.ts";
import { deepValue, mutated } from "../arbitraries/hostile.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzz-target.ts";
import { PLANS, SPECS } from "./specs.ts";

type Procedure = { _def: { type: "query" | "mutation" | "subscription"; inputs: z.ZodType[] } };
const PROCEDURES = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);

const TYPES = new Map(PROCEDURES.map(([path, { _def }]) => [path, _def.type]));

/** Milliseconds of the site's clock between two cases: whoever is not slowed down reaches more of the code. */
const PACE = 500;

export type ApiUnderFuzz = { targets: FuzzTarget[]; close: () => Promise<void> };

/** Needs DATABASE_URL, the address of a PostgreSQL in which databases may be made. */
export async function openApi(): Promise<ApiUnderFuzz> {
  const site = await createTestSite();
  provideServices(site.services);
  const person = await site.signUp();
  const examples = await seed(site, person);
  const cookie = person.headers.get("cookie") ?? "";

  const called = fc
    .constantFrom(...PROCEDURES)
    .chain(([path, procedure]) =>
      fc.record({ path: fc.constant(path), input: inputFor(procedure, examples), signedIn: fc.boolean() }),
    );
  return {
    targets: [
      fuzzTarget(
        "procedures",
        called,
        async ({ path, input, signedIn }) => {
          site.advance(PACE);
          const headers: Record<string, string> = signedIn ? { cookie } : {};
          await expectAnswer(await call(path, textOf(input), headers));
        },
        10,
      ),
      fuzzTarget("raw requests", rawRequest, async ({ path, method, type, body, search, signedIn }) => {
        site.advance(PACE);
        const headers = { "content-type": type, ...(signedIn && { cookie }) };
        const request = new Request(`${ORIGIN}/api/trpc/${encodeURI(path)}${search}`, {
          method,
          headers,
          ...(method === "POST" && { body }),
        });
        await expectAnswer(await (method === "POST" ? mutate(request) : query(request)));
      }),
      fuzzTarget("doors that hand files out", fileRequest(examples), async ({ door, parts, search }) => {
        await expectAnswer(await FILE_DOORS[door](parts, search, cookie));
      }),
      fuzzTarget("sign-in", authRequest, async ({ path, method, body }) => {
        const init =
          method === "POST"
            ? { method, body: textOf(body), headers: { "content-type": "application/json", origin: ORIGIN } }
            : {};
        const request = new Request(`${ORIGIN}/api/auth/${path}`, init);
        await expectAnswer(await (method === "POST" ? postAuth(request) : getAuth(request)));
      }),
    ],
    close: () => site.close(),
  };
}

/** One of everything that a person has, so that most ids lead somewhere. */
async function seed(site: TestSite, { viewer }: Person): Promise<Examples> {
  const { services } = site;
  const trainer = await seedTrainer(services);
  const run = await seedRun(services, viewer.id);
  await seedEvents(services, run, 1, [log("a")]);
  const sweep = await seedSweep(services, viewer.id, { name: "sweep", plan: PLANS[0] ?? raise() });
  const { modelId } = await seedModel(services, viewer.id);
  const collection = await seedCollection(services, viewer.id, "collection", [modelId]);
  return { uuid: [run, sweep, modelId, collection, trainer.id], spec: SPECS, plan: PLANS };
}

function inputFor({ _def }: Procedure, examples: Examples): fc.Arbitrary<unknown> {
  const [schema] = _def.inputs;
  if (!schema) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const good = fromSchema(json, examples);
  return fc.oneof(
    { weight: 3, arbitrary: good },
    { weight: 6, arbitrary: mutated(good) },
    { weight: 1, arbitrary: deepValue },
  );
}

/** As clients send it; what superjson itself cannot carry goes as plain JSON. */
function textOf(value: unknown): string {
  try {
    return superjson.stringify(value);
  } catch {
    return JSON.stringify({ json: null });
  }
}

function call(path: string, input: string, headers: Record<string, string>): Promise<Response> {
  if (TYPES.get(path) === "mutation") {
    const init = { method: "POST", body: input, headers: { "content-type": "application/json", ...headers } };
    return mutate(new Request(`${ORIGIN}/api/trpc/${path}`, init));
  }
  return query(
    new Request(`${ORIGIN}/api/trpc/${path}?input=${encodeURIComponent(input.toWellFormed())}`, { headers }),
  );
}

const junk = fc.oneof(
  fc.string({ unit: "binary", maxLength: 500 }),
  fc.json({ maxDepth: 5 }),
  fc.constantFrom(
    "",
    "{",
    "[",
    "null",
    '"',
    "{}",
    "[]",
    '{"json":',
    '{"0":{"json":null}}',
    "\u0000",
    "x".repeat(300_000),
  ),
  fc.constantFrom("[", '{"a":').map((unit) => unit.repeat(20_000)),
  fc.constant('{"json":{"__proto__":{"polluted":true}},"meta":{"values":{"__proto__.polluted":["undefined"]}}}'),
  // superjson's notes on types, which name places in the value.
  fc.json().map((meta) => `{"json":{"id":"x"},"meta":${meta}}`),
  fc.string().map((place) =>
    JSON.stringify({
      json: { id: "x" },
      meta: { values: { [place]: ["Date"] }, referentialEqualities: { id: [place] } },
    }),
  ),
);

const rawRequest = fc.record({
  path: fc.oneof(
    fc.constantFrom(...PROCEDURES.map(([path]) => path)),
    fc.constantFrom(
      "runs",
      "runs.",
      "runs.list,runs.list",
      "__proto__.toString",
      "runs.constructor",
      "a".repeat(5_000),
      "",
      ",",
    ),
    fc.webPath(),
  ),
  method: fc.constantFrom("GET", "POST"),
  type: fc.constantFrom(
    "application/json",
    "application/json; charset=utf-16",
    "text/plain",
    "multipart/form-data",
    "application/octet-stream",
  ),
  body: fc.oneof(
    junk.map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 500 }).map((bytes) => new Uint8Array(bytes)),
  ),
  search: fc.oneof(
    fc.constantFrom(
      "",
      "?batch=1",
      "?batch=1&input=%7B%7D",
      "?input=%",
      "?input=%E0%A4%A",
      "?batch=1&input=[1]",
      "?input=null",
    ),
    junk.filter((text) => text.length < 10_000).map((text) => `?input=${encodeURIComponent(text.toWellFormed())}`),
    junk
      .filter((text) => text.length < 10_000)
      .map((text) => `?batch=1&input=${encodeURIComponent(text.toWellFormed())}`),
  ),
  signedIn: fc.boolean(),
});

const FILE_DOORS = {
  artefact: ([sha256 = ""]: string[], search: string, cookie: string) =>
    getArtefact(new Request(`${ORIGIN}/m/x${search}`, { headers: { cookie } }), {
      params: Promise.resolve({ sha256 }),
    }),
  export: ([id = "", format = ""]: string[], search: string, cookie: string) =>
    getExport(new Request(`${ORIGIN}/api/models/x${search}`, { headers: { cookie } }), {
      params: Promise.resolve({ id, format }),
    }),
  csv: (_: string[], search: string, cookie: string) =>
    getCsv(new Request(`${ORIGIN}/api/runs/csv${search}`, { headers: { cookie } })),
};

const fileRequest = ({ uuid = [] }: Examples) => {
  const part = fc.oneof(
    fc.constantFrom(
      ...(uuid as string[]),
      "a".repeat(64),
      "A".repeat(64),
      "../../etc/passwd",
      "a".repeat(63),
      "onnx",
      "keras",
      "\u0000",
      "",
    ),
    fc.string({ unit: "binary", maxLength: 80 }),
  );
  const pair = fc.tuple(
    fc.constantFrom("q", "state", "sort", "columns", "filter", "f", "page", "tag", "tags", "preset", "order", "x"),
    fc.oneof(
      part,
      fc.constantFrom(
        "-1",
        "1e99",
        "name",
        "-name",
        "accuracy>0.5",
        "testAccuracy",
        "succeeded,failed",
        "a".repeat(3_000),
      ),
    ),
  );
  return fc.record({
    door: fc.constantFrom(...(Object.keys(FILE_DOORS) as (keyof typeof FILE_DOORS)[])),
    parts: fc.array(part, { minLength: 2, maxLength: 2 }),
    search: fc.array(pair, { maxLength: 4 }).map((pairs) => `?${new URLSearchParams(pairs)}`),
  });
};

const authRequest = fc.record({
  path: fc.oneof(
    fc.constantFrom(
      "sign-in/email",
      "sign-up/email",
      "sign-out",
      "request-password-reset",
      "reset-password",
      "change-password",
      "update-user",
    ),
    fc.constantFrom(
      "get-session",
      "list-sessions",
      "revoke-session",
      "sign-in/social",
      "callback/github",
      "error",
      "ok",
      "nothing",
    ),
  ),
  method: fc.constantFrom("GET", "POST"),
  body: fc.oneof(
    mutated(fc.constant({ email: "someone@example.org", password: "quiet-harbour-lamp", name: "Someone" })),
    mutated(fc.constant({ newPassword: "quiet-harbour-lamp", token: "x", currentPassword: "y", provider: "github" })),
    fc.jsonValue(),
  ),
});

/** A stream is read as far as it comes at once. */
async function expectAnswer(answer: Response): Promise<void> {
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? await firstOf(answer) : await answer.text();
  if (answer.status === 500 || text.includes("INTERNAL_SERVER_ERROR"))
    throw new Error(`Answered ${answer.status}: ${text.slice(0, 500)}`);
  if (/node_modules|\.ts:\d+/.test(text)) throw new Error(`It shows its insides: ${text.slice(0, 500)}`);
}

async function firstOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function raise(): never {
  throw new Error("There is no plan.");
}
