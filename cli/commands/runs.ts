import type { RunAnswer } from "#domain/api/resources";
import type { Client } from "../client.ts";
import { harmless, percent, print, printJson, say, table } from "../terminal.ts";

type RunsOptions = { state?: string; search?: string; tag?: string; limit: number; json?: boolean };

const PAGE = 100;
const HEAD = ["run", "state", "name", "network", "epochs", "validation", "test", "launched"];

/** Lists runs, the latest launched first. */
export async function runs(client: Client, { limit, json, ...filters }: RunsOptions): Promise<void> {
  const found: RunAnswer[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filters, cursor, limit: Math.min(PAGE, limit - found.length) };
    const page = await client.call("listRuns", { query });
    found.push(...page.runs);
    cursor = page.next ?? undefined;
  } while (cursor && found.length < limit);

  if (json) {
    printJson({ runs: found, next: cursor ?? null });
    return;
  }
  if (found.length === 0) return void say("No runs. Launch one: cultivar launch scratch --watch");
  for (const line of table(HEAD, found.map(rowOf), new Set([4, 5, 6]))) print(line);
  if (cursor) say(`There are more: --limit ${limit * 2}`);
}

const rowOf = (run: RunAnswer): string[] => [
  run.id,
  run.state,
  harmless(run.name),
  run.preset ?? "own",
  `${run.epoch}/${run.epochs}`,
  percent(run.bestValidationAccuracy),
  percent(run.testAccuracy),
  run.queuedAt.slice(0, 16).replace("T", " "),
];
