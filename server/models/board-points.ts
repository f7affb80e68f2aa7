import { DATASETS } from "#domain/datasets/catalogue";
import type { BoardFilter } from "#domain/models/board-filter";
import { type BoardColumns, toColumns } from "#domain/models/board-points";
import type { Cost } from "#domain/models/leaderboard-view";
import { chosenModels, placesOf } from "./board-view.ts";
import type { RankedModel, Ranking } from "./ranking.ts";

/** Enough to draw; the front is always whole. */
const POINTS_AT_MOST = 100;

/** The models that a filter leaves and that have a rank, for the scatter: the Pareto front and the best behind it. */
export function boardPoints(ranking: Ranking, filter: BoardFilter, cost: Cost): BoardColumns {
  const chosen = chosenModels(ranking, filter);
  const places = placesOf(ranking, chosen);
  const { models, accuracies } = ranking;
  const front: RankedModel[] = [];
  let best = -1;
  // Those that cost the same come in the order of ranks, so the most accurate of them first.
  for (const position of ranking.positions(cost)) {
    const accuracy = accuracies[position] ?? 0;
    if (accuracy <= best || places[position] === 0) continue;
    const model = models[position];
    if (!model || model.rank === null) continue;
    best = accuracy;
    front.push(model);
  }
  const onFront = new Set(front);
  const behind: RankedModel[] = [];
  for (const model of chosen) {
    // Those with a rank stand before those without.
    if (model.rank === null || front.length + behind.length >= POINTS_AT_MOST) break;
    if (!onFront.has(model)) behind.push(model);
  }
  // From the most accurate on.
  return toColumns(front.reverse(), behind, DATASETS[filter.dataset].test.count);
}
