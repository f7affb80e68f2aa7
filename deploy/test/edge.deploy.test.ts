/** What the edge keeps, asked of the real nginx with an origin that says what it likes. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Edge, startEdge } from "./edge.ts";

const nginx = process.env.TEST_NGINX;

const BRIEFLY = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=60";
/** Milliseconds after which nginx, which counts whole seconds, lets nobody have that any more. */
const LONG_AFTER = 3_100;
const LONG = "public, max-age=31536000, immutable";

describe.skipIf(!nginx)("the edge", () => {
  let edge: Edge;
  let asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  let answer: (response: ServerResponse, count: number) => void = () => {};
  const origin = createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers });
    answer(response, asked.filter(({ url }) => url === request.url).length);
  });
  let port = 0;
  const listen = () => new Promise<void>((resolve) => origin.listen(port, "127.0.0.1", () => resolve()));
  const stopOrigin = () => {
    origin.closeAllConnections();
    return new Promise((resolve) => origin.close(resolve));
  };

  beforeAll(async () => {
    await listen();
    port = (origin.address() as AddressInfo).port;
    edge = await startEdge(nginx ?? "", [port]);
  });
  afterAll(async () => {
    await edge.stop();
    origin.closeAllConnections();
    origin.close();
  });
  beforeEach(() => {
    asked = [];
  });

  const says =
    (headers: Record<string, string | string[]>, status = 200) =>
    (response: ServerResponse, count: number) =>
      void response.writeHead(status, headers).end(`answer ${count}`);
  let next = 0;
  /** A new address, asked for each time. */
  const path = (folder: string) => `${folder}${next++}`;
  const get = async (where: string, headers: Record<string, string> = {}) => {
    const got = await fetch(`${edge.url}${where}`, { headers, redirect: "manual" });
    return { status: got.status, text: await got.text(), kept: got.headers.get("x-edge-cache"), headers: got.headers };
  };

  it("answers again by itself for as long as the origin says, then with the old answer once while it asks", async () => {
    answer = says({ "cache-control": BRIEFLY });
    const where = path("/api/public/models.leaderboard?input=");
    expect((await get(where)).text).toBe("answer 1");
    expect(await get(where)).toMatchObject({ text: "answer 1", kept: "HIT" });
    expect(asked).toHaveLength(1);
    await expect.poll(() => get(where), { timeout: 5_000 }).toMatchObject({ text: "answer 1", kept: "STALE" });
    await expect.poll(async () => (await get(where)).text).not.toBe("answer 1");
    // Older than stale-while-revalidate allows: nobody gets it any more.
    await sleep(LONG_AFTER);
    const before = asked.length;
    expect(await get(where)).toMatchObject({ text: `answer ${before + 1}`, kept: "EXPIRED" });
  });

  it("asks by its validator whether a file is still there, and believes the answer", async () => {
    const where = path("/m/");
    answer = says({ "cache-control": BRIEFLY, etag: '"a"' });
    await get(where);
    await sleep(LONG_AFTER);
    answer = says({ "cache-control": BRIEFLY, etag: '"a"' }, 304);
    expect(await get(where)).toMatchObject({ status: 200, text: "answer 1" });
    expect(asked.at(-1)?.headers["if-none-match"]).toBe('"a"');
    expect((await get(where, { "if-none-match": '"a"' })).status).toBe(304);
    answer = says({ "cache-control": "private, no-store" }, 404);
    await sleep(LONG_AFTER);
    expect((await get(where)).status).toBe(404);
  });

  it.each([
    ["what is private", "/m/", { "cache-control": "private, no-store" }, {}],
    ["what its reader alone may keep", "/m/", { "cache-control": "private, no-cache" }, {}],
    ["what sets a cookie", "/m/", { "cache-control": LONG, "set-cookie": "session=secret" }, {}],
    ["what sets a cookie, though public data", "/api/public/", { "cache-control": BRIEFLY, "set-cookie": "a=b" }, {}],
    ["what comes by a shared link", "/m/", { "cache-control": LONG }, { "x-share-token": "token" }],
    ["pages, whatever they say", "/leaderboard", { "cache-control": LONG }, {}],
    ["the API, whatever it says", "/api/trpc/", { "cache-control": LONG }, {}],
    ["what says nothing", "/m/", {}, {}],
  ])("keeps nothing of %s", async (_, folder, said, headers) => {
    answer = says(said);
    const where = path(folder);
    expect((await get(where, headers)).text).toBe("answer 1");
    expect((await get(where, headers)).text).toBe("answer 2");
  });

  it("gives nobody by a link what it keeps, nor others what came by one", async () => {
    const where = path("/m/");
    answer = says({ "cache-control": LONG });
    await get(where, { "x-share-token": "token" });
    expect((await get(where)).text).toBe("answer 2");
    expect((await get(where, { "x-share-token": "token" })).text).toBe("answer 3");
  });

  it("asks for public data as nobody, and for files as whoever asks", async () => {
    answer = says({ "cache-control": "private, no-store" });
    await get(path("/api/public/"), { cookie: "session=mine" });
    await get(path("/m/"), { cookie: "session=mine" });
    expect(asked.map(({ headers }) => headers.cookie)).toEqual([undefined, "session=mine"]);
    expect(asked.map(({ headers }) => headers["x-real-ip"])).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it("answers with what it keeps while the origin fails or is gone, and with the new once it is back", async () => {
    const [data, file, unknown] = [path("/api/public/"), path("/m/"), path("/m/")];
    answer = says({ "cache-control": BRIEFLY });
    await get(data);
    await get(file);
    await sleep(LONG_AFTER);
    answer = says({}, 503);
    expect(await get(data)).toMatchObject({ status: 200, text: "answer 1", kept: "STALE" });
    await stopOrigin();
    expect(await get(data)).toMatchObject({ status: 200, text: "answer 1", kept: "STALE" });
    expect(await get(file)).toMatchObject({ status: 200, text: "answer 1", kept: "STALE" });
    expect((await get(unknown)).status).toBe(502);
    expect((await get("/leaderboard")).status).toBe(502);
    answer = says({ "cache-control": BRIEFLY });
    await listen();
    await expect.poll(async () => (await get(data)).text, { timeout: 15_000 }).not.toBe("answer 1");
  });
});
