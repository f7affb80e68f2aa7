/** The server over a database and a store of its own, with people who signed up through the front door. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHARE_HEADER } from "#domain/shares/share-header";
import type { ApiScope } from "#domain/tokens/scopes";
import { createTestDatabase } from "#prisma/test/test-database";
import { unnamedArtefacts } from "#prisma/unnamed-artefacts";
import { sweepStore } from "#storage/sweep-store";
import { createContext, readViewer } from "../context.ts";
import { parseEnv } from "../env.ts";
import type { ModelReader } from "../models/visibility.ts";
import { createCaller } from "../router.ts";
import { createServices, type Services } from "../services.ts";
import { readShare } from "../shares/read-share.ts";
import type { Viewer } from "../trpc.ts";

export const ORIGIN = "http://localhost:3160";
export const PASSWORD = "quiet-harbour-lamp";

export type Person = { viewer: Viewer; headers: Headers; email: string };
export type Caller = ReturnType<typeof createCaller>;

export type TestSite = {
  services: Services;
  /** Moves the clock of the procedures. */
  advance(milliseconds: number): void;
  signUp(name?: string): Promise<Person>;
  /** The API as this person, or as a visitor, sees it. */
  as(person: Person | null, signal?: AbortSignal): Caller;
  /** The API as this person, or a visitor, sees it who came by the link with this path. */
  via(path: string, person?: Person | null): Promise<Caller>;
  /** The API as a program sees it that has a token of this person's with these scopes. */
  program(person: Person, scopes: readonly ApiScope[]): Caller;
  /** Who this person, or a visitor, is to what only hands things out. */
  reader(person: Person | null): ModelReader;
  /** A request to the sign-in service, as a browser on one of our pages sends it. */
  auth(path: string, body: unknown, headers?: Headers): Promise<Response>;
  /** Sweeps the store as if its time of grace were over. */
  sweep(): Promise<void>;
  close(): Promise<void>;
};

export async function createTestSite(env: Record<string, string> = {}): Promise<TestSite> {
  const [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), "cultivar-store-"))]);
  let offset = 0;
  const services = createServices(
    parseEnv({
      DATABASE_URL: database.url,
      STORE_DIR: folder,
      BETTER_AUTH_SECRET: "a-secret-for-tests-alone-0123456789",
      BETTER_AUTH_URL: ORIGIN,
      ...env,
    }),
    () => new Date(Date.now() + offset),
  );
  const auth = (path: string, body: unknown, headers = new Headers()) => {
    const all = new Headers(headers);
    all.set("content-type", "application/json");
    all.set("origin", ORIGIN);
    return services.auth.handler(
      new Request(`${ORIGIN}/api/auth${path}`, { method: "POST", headers: all, body: JSON.stringify(body) }),
    );
  };
  return {
    services,
    auth,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    async signUp(name = `Person ${randomUUID().slice(0, 8)}`) {
      const email = `${randomUUID()}@example.org`;
      const { headers } = await services.auth.api.signUpEmail({
        body: { name, email, password: PASSWORD },
        returnHeaders: true,
      });
      const session = new Headers({ cookie: cookiesOf(headers) });
      const viewer = await readViewer(services, session);
      if (!viewer) throw new Error("Signing up gave no session.");
      return { viewer, headers: session, email };
    },
    as: (person, signal) => createCaller(createContext(services, person?.viewer ?? null), { signal }),
    program: ({ viewer }, scopes) => {
      const token = { id: randomUUID(), name: "test", scopes, expiresAt: new Date(Date.now() + 60_000) };
      return createCaller(createContext(services, viewer, null, token));
    },
    reader: (person) => ({ viewer: person?.viewer ?? null, share: null }),
    async via(path, person = null) {
      const headers = new Headers({ [SHARE_HEADER]: path.replace("/s/", "") });
      return createCaller(createContext(services, person?.viewer ?? null, await readShare(services, headers)));
    },
    async sweep() {
      const unnamed = (hashes: readonly string[]) => unnamedArtefacts(services.prisma, hashes);
      await sweepStore(services.store, { before: new Date(Date.now() + 60_000), unnamed });
    },
    async close() {
      await services.close();
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}

/** What a browser sends back of the cookies that it was given. */
export const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
