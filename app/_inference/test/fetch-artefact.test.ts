import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fetchArtefact } from "../fetch-artefact.ts";

const content = Buffer.from("weights of a small network");
const sha256 = createHash("sha256").update(content).digest("hex");
const missing = "0".repeat(64);
const alwaysDamaged = "1".repeat(64);
const behindProxy = createHash("sha256").update("kept").digest("hex");
const damagedOnce = createHash("sha256").update("good").digest("hex");
let asked: string[] = [];
let tokens: unknown[] = [];

const server = createServer((request, response) => {
  const name = request.url?.split("/").at(-1) ?? "";
  asked.push(name);
  tokens.push(request.headers["x-share-token"]);
  if (name === sha256) response.end(content);
  else if (name === behindProxy) response.writeHead(502).end("<html>");
  else if (name === alwaysDamaged) response.end("something else");
  else if (name === damagedOnce) response.end(asked.filter((other) => other === name).length > 1 ? "good" : "bad");
  else response.writeHead(404).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  // A worker resolves `/m/…` against its own origin; Node has none.
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init));
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

const fetchIt = (name: string, maxBytes = 1000, signal = new AbortController().signal) => {
  asked = [];
  return fetchArtefact(name, { signal, maxBytes });
};

describe("fetchArtefact", () => {
  test("returns bytes that have the hash they are named by", async () => {
    const received: number[] = [];
    const bytes = await fetchArtefact(sha256, {
      signal: new AbortController().signal,
      maxBytes: 1000,
      onBytes: (n) => received.push(n),
    });
    expect(Buffer.from(bytes).equals(content)).toBe(true);
    expect(received.at(-1)).toBe(content.length);
  });

  test("tries a damaged file once more, past the cache", async () => {
    expect(Buffer.from(await fetchIt(damagedOnce)).toString()).toBe("good");
    expect(asked).toHaveLength(2);
  });

  test("refuses a file that stays damaged", async () => {
    await expect(fetchIt(alwaysDamaged)).rejects.toThrow(/damaged/);
    expect(asked).toHaveLength(2);
  });

  test("stops reading at the size that the manifest names", async () => {
    await expect(fetchIt(sha256, 5)).rejects.toThrow(/larger than its manifest says/);
  });

  test("says when a model is not to be had", async () => {
    await expect(fetchIt(missing)).rejects.toThrow(/no longer published/);
  });

  test("takes what was kept where something before the server says that it is gone", async () => {
    await expect(fetchIt(behindProxy)).rejects.toThrow("The server answered 502.");
    vi.stubGlobal("caches", { match: async (path: string) => path === `/m/${behindProxy}` && new Response("kept") });
    expect(Buffer.from(await fetchIt(behindProxy)).toString()).toBe("kept");
  });

  test("says by what link it asks, if by any", async () => {
    tokens = [];
    const { signal } = new AbortController();
    await fetchArtefact(sha256, { signal, maxBytes: 1000, share: "token" });
    await fetchArtefact(sha256, { signal, maxBytes: 1000 });
    expect(tokens).toEqual(["token", undefined]);
  });

  test("can be cancelled", async () => {
    await expect(fetchIt(sha256, 1000, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  });
});
