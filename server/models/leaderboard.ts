import type { BoardFilter } from "#domain/models/board-filter";
import { type BoardOrder, SIZE_BOUNDS } from "#domain/models/leaderboard-view";
import { chosenModels, ofAnySize, placesOf } from "./board-view.ts";
import type { RankedModel, Ranking } from "./ranking.ts";

export type LeaderboardRow = Omit<RankedModel, "position" | "ownerId" | "authorKey"> & {
  /** Among those that the filter leaves, from 1. */
  place: number;
  mine: boolean;
};

export type Leaderboard = {
  rows: LeaderboardRow[];
  /** What the filter leaves. */
  total: number;
  /** Published models of the data set. */
  published: number;
  /** What the filter would leave with another bound of size: any, then those of `SIZE_BOUNDS`. */
  sizes: number[];
};

type Page = { filter: BoardFilter; order: BoardOrder; page: number; pageSize: number };

export function leaderboardOf(
  ranking: Ranking,
  { filter, order, page, pageSize }: Page,
  viewerId: string | null,
): Leaderboard {
  const chosen = chosenModels(ranking, filter);
  const places = placesOf(ranking, chosen);
  const ordered = ranking.positions(order).filter((position) => places[position] !== 0);
  return {
    rows: Array.from(ordered.subarray((page - 1) * pageSize, page * pageSize), (position) =>
      toRow(ranking.models[position] as RankedModel, places[position] ?? 0, viewerId),
    ),
    total: chosen.length,
    published: ranking.models.length,
    sizes: countBySize(ofAnySize(ranking, filter), filter.onePerAuthor),
  };
}

function countBySize(models: readonly RankedModel[], onePerAuthor: boolean): number[] {
  return [Number.POSITIVE_INFINITY, ...SIZE_BOUNDS].map((bound) => {
    const authors = new Set<string>();
    let smaller = 0;
    for (const { parameters, ownerId } of models) {
      if (parameters >= bound) continue;
      smaller += 1;
      if (onePerAuthor) authors.add(ownerId);
    }
    return onePerAuthor ? authors.size : smaller;
  });
}

function toRow(model: RankedModel, place: number, viewerId: string | null): LeaderboardRow {
  const { position: _, authorKey: __, ownerId, ...row } = model;
  return { ...row, place, mine: ownerId === viewerId };
}
