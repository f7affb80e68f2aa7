import type { BoardFilter } from "#domain/models/board-filter";
import type { Cost } from "#domain/models/leaderboard-view";
import { chosenModels, placesOf } from "./board-view.ts";
import type { RankedModel, Ranking } from "./ranking.ts";

export type BoardPoint = Pick<
  RankedModel,
  "modelId" | "name" | "author" | "testAccuracy" | "interval" | "parameters" | "bytes" | "trainingSeconds"
> & {
  /** None of those that the filter leaves costs no more and is more accurate, or costs less and is as accurate. */
  onFront: boolean;
};

/** Enough to draw; the front is always whole. */
const POINTS_AT_MOST = 200;

/** The models that a filter leaves and that have a rank, for the scatter: the Pareto front and the best behind it. */
export function boardPoints(ranking: Ranking, filter: BoardFilter, cost: Cost): BoardPoint[] {
  const chosen = chosenModels(ranking, filter);
  const places = placesOf(ranking, chosen);
  const front: RankedModel[] = [];
  // Those that cost the same come in the order of ranks, so the most accurate of them first.
  for (const model of ranking.inOrder(cost)) {
    if (model.rank === null || places[model.position] === 0) continue;
    if (model.testAccuracy > (front.at(-1)?.testAccuracy ?? -1)) front.push(model);
  }
  const onFront = new Set(front);
  const behind: RankedModel[] = [];
  for (const model of chosen) {
    // Those with a rank stand before those without.
    if (model.rank === null || front.length + behind.length >= POINTS_AT_MOST) break;
    if (!onFront.has(model)) behind.push(model);
  }
  return [
    // From the most accurate on.
    ...front.reverse().map((model) => toPoint(model, true)),
    ...behind.map((model) => toPoint(model, false)),
  ];
}

const toPoint = (
  { modelId, name, author, testAccuracy, interval, parameters, bytes, trainingSeconds }: RankedModel,
  onFront: boolean,
): BoardPoint => ({ modelId, name, author, testAccuracy, interval, parameters, bytes, trainingSeconds, onFront });
