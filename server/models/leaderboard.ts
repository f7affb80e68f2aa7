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
  const ordered =
    order === "accuracy" ? chosen : ranking.inOrder(order).filter(({ position }) => places[position] !== 0);
  return {
    rows: ordered
      .slice((page - 1) * pageSize, page * pageSize)
      .map((model) => toRow(model, places[model.position] ?? 0, viewerId)),
    total: chosen.length,
    published: ranking.models.length,
    sizes: countBySize(ofAnySize(ranking, filter), filter.onePerAuthor),
  };
}

function countBySize(models: readonly RankedModel[], onePerAuthor: boolean): number[] {
  return [null, ...SIZE_BOUNDS].map((bound) => {
    const smaller = bound === null ? models : models.filter(({ parameters }) => parameters < bound);
    return onePerAuthor ? new Set(smaller.map(({ ownerId }) => ownerId)).size : smaller.length;
  });
}

function toRow(model: RankedModel, place: number, viewerId: string | null): LeaderboardRow {
  const { position: _, authorKey: __, ownerId, ...row } = model;
  return { ...row, place, mine: ownerId === viewerId };
}
