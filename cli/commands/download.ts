import { createHash, type Hash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type ExportFormat, exportFileName } from "#domain/models/export-formats";
import type { Client } from "../client.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { bar, print, printJson, say } from "../terminal.ts";

type DownloadOptions = { format: ExportFormat; out?: string; force?: boolean; json?: boolean };

/** Milliseconds between two looks whether a file is ready. */
const POLL_INTERVAL = 1_000;
const BAR_WIDTH = 30;

/**
 * Downloads a model in a format, which a trainer prepares if nobody asked before. The file is there whole, and as the site has
 * it by its hash, or not at all.
 *
 * @param model its identifier, or the address of its page
 */
export async function download(client: Client, model: string, options: DownloadOptions): Promise<void> {
  const { format, force = false, json = false } = options;
  const id = /([0-9a-f-]{36})\/?$/i.exec(model)?.[1] ?? model;
  const { name } = await client.call("getModel", { params: { id } });
  const file = options.out ?? exportFileName(name, format);
  if (!force && existsSync(file)) {
    throw new CommandError(`${file} is there already; --force replaces it, --out names another.`, EXIT.usage);
  }
  await prepared(client, id, format);
  const response = await client.fetch("downloadModelFormat", { params: { id, format } });
  const sha256 = await save(response, file);
  if (json) printJson({ modelId: id, format, file, sha256 });
  else print(file);
}

/** Waits until the file is ready, and asks for it where nobody has. */
async function prepared(client: Client, id: string, format: ExportFormat): Promise<void> {
  let isAsked = false;
  while (true) {
    const { formats } = await client.call("listModelFormats", { params: { id } });
    const { state = "none", error = null } = formats.find((one) => one.format === format) ?? {};
    if (state === "ready") return;
    if (state === "failed" && isAsked) throw new CommandError(`The file could not be prepared: ${error}`);
    if (!isAsked) {
      if (state === "none" || state === "failed") await client.call("prepareModelFormat", { params: { id, format } });
      say("A trainer prepares the file.");
      isAsked = true;
    }
    await sleep(POLL_INTERVAL);
  }
}

/** @returns the SHA-256 of what was written */
async function save(response: Response, file: string): Promise<string> {
  const expected = /^"([0-9a-f]{64})"$/.exec(response.headers.get("etag") ?? "")?.[1];
  const total = Number(response.headers.get("content-length")) || null;
  const unfinished = `${file}.part`;
  try {
    const hash = createHash("sha256");
    await writeBody(response, unfinished, hash, total);
    const sha256 = hash.digest("hex");
    if (sha256 !== expected) throw new CommandError("The file arrived damaged and was not kept. Try again.");
    await rename(unfinished, file);
    return sha256;
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} was not written: ${error instanceof Error ? error.message : error}`);
  }
}

async function writeBody({ body }: Response, file: string, hash: Hash, total: number | null): Promise<void> {
  const handle = await open(file, "w");
  try {
    let done = 0;
    for await (const chunk of body ?? []) {
      hash.update(chunk);
      await handle.writeFile(chunk);
      done += chunk.length;
      if (total && process.stderr.isTTY) {
        process.stderr.write(`\r${bar(done / total, BAR_WIDTH)} ${Math.round((100 * done) / total)} %`);
      }
    }
    if (process.stderr.isTTY) process.stderr.write("\n");
    await handle.sync();
  } finally {
    await handle.close();
  }
}
