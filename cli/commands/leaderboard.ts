import type { LeaderboardAnswer } from "#domain/api/resources";
import type { BoardOrder, Network } from "#domain/models/leaderboard-view";
import { thousands } from "#domain/text/thousands";
import type { Client } from "../client.ts";
import { harmless, percent, print, printJson, say, table } from "../terminal.ts";

type LeaderboardOptions = {
  order?: BoardOrder;
  author?: string;
  network?: Network;
  onePerAuthor?: boolean;
  limit: number;
  json?: boolean;
};

const HEAD = ["rank", "test accuracy", "", "parameters", "model", "name", "author"];

/** Lists published models. */
export async function leaderboard(client: Client, options: LeaderboardOptions): Promise<void> {
  const { json, limit, onePerAuthor, ...filters } = options;
  const board = await client.call("getLeaderboard", {
    query: { ...filters, ...(onePerAuthor && { onePerAuthor: "true" }), pageSize: limit },
  });
  if (json) return void printJson(board);
  if (board.rows.length === 0) return void say("No model is published that fits.");
  for (const line of table(HEAD, board.rows.map(rowOf), new Set([0, 1, 3]))) print(line);
  if (board.total > board.rows.length) say(`${board.rows.length} of ${board.total}`);
}

const rowOf = (row: LeaderboardAnswer["rows"][number]): string[] => [
  row.rank === null ? "–" : String(row.rank),
  percent(row.testAccuracy),
  `± ${percent(row.interval)}`,
  thousands(row.parameters),
  row.modelId,
  harmless(row.name),
  harmless(row.author),
];
