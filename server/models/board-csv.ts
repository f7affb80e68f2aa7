import { csvText } from "#domain/export/csv";
import type { BoardFilter } from "#domain/models/board-filter";
import type { BoardOrder } from "#domain/models/leaderboard-view";
import { leaderboardOf } from "./leaderboard.ts";
import type { Ranking } from "./ranking.ts";

const CSV_ROWS_AT_MOST = 10_000;
// biome-ignore format: a row
const CSV_HEAD = [
  "rank", "place", "model", "author", "test accuracy", "95 % half-width", "test images", "parameters", "bytes",
  "training seconds", "training images", "engine", "device", "licence", "published", "id",
] as const;

/** All rows that a filter leaves, at most 10,000, as CSV. */
export function boardCsv(ranking: Ranking, filter: BoardFilter, order: BoardOrder): string {
  const { rows } = leaderboardOf(ranking, { filter, order, page: 1, pageSize: CSV_ROWS_AT_MOST }, null);
  return csvText(
    CSV_HEAD,
    // biome-ignore format: in the order of the head
    rows.map((row) => [
      row.rank, row.place, row.name, row.author, row.testAccuracy, row.interval, row.testCount, row.parameters, row.bytes,
      row.trainingSeconds, row.trainingSubset ?? "all", row.engine.kind, row.engine.deviceName,
      row.licence ?? "all rights reserved", row.publishedAt, row.modelId,
    ]),
  );
}
