import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { download, type PublishedFile } from "../download.ts";

const CONTENT = Buffer.from(Uint32Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 0x9e3779b9)).buffer);
const HALF = CONTENT.length / 2;

let folder: string;
let server: Server | undefined;
let lines: string[];
/** Where each request that the server got begins, null without a range. */
let asked: (number | null)[];
const log = (line: string) => lines.push(line);
const part = () => join(folder, "weights.h5.part");
const inFolder = () => readdir(folder);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-download-"));
  lines = [];
  asked = [];
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true });
});

/** A server on this machine; the file there, as published. */
async function serve(answer: (response: ServerResponse, start: number | null) => void): Promise<PublishedFile> {
  server = createServer((request, response) => {
    const start = request.headers.range ? Number(request.headers.range.match(/^bytes=(\d+)-$/)?.[1]) : null;
    asked.push(start);
    answer(response, start);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const md5 = createHash("md5").update(CONTENT).digest("hex");
  return { name: "weights.h5", url: `http://127.0.0.1:${port}/weights.h5`, bytes: CONTENT.length, md5 };
}

/** Sends `content` from `start` on, up to `end`; where that is before its end, breaks the connection when all has arrived. */
async function send(
  response: ServerResponse,
  start: number | null,
  content = CONTENT,
  end = content.length,
): Promise<void> {
  const from = start ?? 0;
  const total = content.length;
  const range = start === null ? {} : { "content-range": `bytes ${from}-${total - 1}/${total}` };
  response.writeHead(start === null ? 200 : 206, { "content-length": total - from, ...range });
  response.write(content.subarray(from, end));
  if (end === total) {
    response.end();
    return;
  }
  await vi.waitFor(async () => expect((await stat(part())).size).toBe(end), { interval: 1, timeout: 5000 });
  response.destroy();
}

test("a file is fetched once, with lines of progress, and nothing else is left", async () => {
  const file = await serve((response, start) => send(response, start));
  const path = await download(file, join(folder, "new", "folder"), log);
  expect(path).toBe(join(folder, "new", "folder", "weights.h5"));
  expect((await readFile(path)).equals(CONTENT)).toBe(true);
  expect(await readdir(join(folder, "new", "folder"))).toEqual(["weights.h5"]);
  expect(lines.filter((line) => / of 1\.2 MB$/.test(line)).length).toBeGreaterThan(1);
  expect(lines).toContain("1.2 MB of 1.2 MB");

  await download(file, join(folder, "new", "folder"), log);
  expect(asked).toEqual([null]);
});

test("a connection that breaks is taken up where it broke", async () => {
  const file = await serve((response, start) => send(response, start, CONTENT, start === null ? HALF : undefined));
  const path = await download(file, folder, log);
  expect((await readFile(path)).equals(CONTENT)).toBe(true);
  expect(asked).toEqual([null, HALF]);
});

test("so is a download that an earlier process left", async () => {
  await writeFile(part(), CONTENT.subarray(0, 1000));
  const file = await serve((response, start) => send(response, start));
  expect((await readFile(await download(file, folder, log))).equals(CONTENT)).toBe(true);
  expect(asked).toEqual([1000]);
});

test("what has arrived stays when the server is gone, and the error names file and address", async () => {
  await writeFile(part(), CONTENT.subarray(0, 1000));
  const file = await serve(() => {});
  await new Promise((resolve) => server?.close(resolve));
  await expect(download(file, folder, log)).rejects.toThrow(
    new RegExp(`^weights.h5 cannot be fetched from ${file.url}: .*ECONNREFUSED`),
  );
  expect(await readFile(part())).toEqual(CONTENT.subarray(0, 1000));
});

test("a server that sends the whole file whatever is asked for begins anew", async () => {
  await writeFile(part(), Buffer.alloc(1000, 7));
  const file = await serve((response) => send(response, null));
  expect((await readFile(await download(file, folder, log))).equals(CONTENT)).toBe(true);
  expect(asked).toEqual([1000]);
});

test("one that always breaks before anything new has arrived is given up", async () => {
  const file = await serve((response) => send(response, null, CONTENT, HALF));
  await expect(download(file, folder, log)).rejects.toThrow("weights.h5 cannot be fetched from");
  expect(asked).toEqual([null, HALF]);
});

test("a file that was changed on its way is refused and removed", async () => {
  const changed = Buffer.from(CONTENT);
  changed[HALF] = (changed[HALF] ?? 0) ^ 1;
  const file = await serve((response, start) => send(response, start, changed));
  const md5 = createHash("md5").update(changed).digest("hex");
  await expect(download(file, folder, log)).rejects.toThrow(`its MD5 is ${md5} instead of ${file.md5}`);
  expect(await inFolder()).toEqual([]);
});

test("one that is damaged on disk is fetched again", async () => {
  await writeFile(join(folder, "weights.h5"), Buffer.alloc(CONTENT.length));
  const file = await serve((response, start) => send(response, start));
  expect((await readFile(await download(file, folder, log))).equals(CONTENT)).toBe(true);
});

test.each([
  ["shorter", CONTENT.subarray(0, HALF)],
  ["longer", Buffer.concat([CONTENT, CONTENT])],
])("a file that is %s there is refused by its announced size", async (_, content) => {
  const file = await serve((response, start) => send(response, start, content));
  await expect(download(file, folder, log)).rejects.toThrow(
    `there it has ${content.length} bytes instead of ${CONTENT.length}`,
  );
  expect(await inFolder()).toEqual([]);
});

test("no more than the file's bytes are kept of an answer that announces no size", async () => {
  const file = await serve((response) => {
    // A part of its own, after all that belongs to the file.
    response.writeHead(200).write(CONTENT);
    setTimeout(() => response.end("and more"), 50);
  });
  await expect(download(file, folder, log)).rejects.toThrow(`there it has more than ${CONTENT.length} bytes`);
  expect(await inFolder()).toEqual([]);
});

test("an answer that is not the file is told, and nothing that was there before is lost", async () => {
  await writeFile(part(), CONTENT.subarray(0, 1000));
  const file = await serve((response) => response.writeHead(503).end("later"));
  await expect(download(file, folder, log)).rejects.toThrow("the server answers 503 Service Unavailable");
  expect(await inFolder()).toEqual(["weights.h5.part"]);
});
