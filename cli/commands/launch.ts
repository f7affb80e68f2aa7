import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Client } from "../client.ts";
import { specOf } from "../spec-of.ts";
import { print, printJson } from "../terminal.ts";
import { watch } from "./watch.ts";

type LaunchOptions = { name?: string; set: string[]; key?: string; watch?: boolean; json?: boolean };

/** Launches a preset or the spec of a file. */
export async function launch(client: Client, what: string, options: LaunchOptions): Promise<void> {
  const spec = await specOf(what, options.set);
  const name = options.name ?? basename(what, ".json");
  const launched = await client.call("launchRun", { body: { name, spec, key: options.key ?? randomUUID() } });
  if (options.json) printJson(launched);
  else print(`${launched.runId}  ${client.page(`/runs/${launched.runId}`)}`);
  if (options.watch) await watch(client, launched.runId, { json: options.json });
}
