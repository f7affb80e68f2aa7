/** What a view of the leaderboard leaves of a ranking. */
import { displayNameKey } from "#domain/account/display-name";
import type { BoardFilter } from "#domain/models/board-filter";
import type { RankedModel, Ranking } from "./ranking.ts";

/** A page asks three times for what its filter lets through; of each ranking the latest few are kept. */
const KEPT = 8;
const kept = new WeakMap<Ranking, Map<string, readonly RankedModel[]>>();

/** Those of any size that the rest of a filter lets through, in the order of their ranks. */
export function ofAnySize(ranking: Ranking, { author, network }: BoardFilter): readonly RankedModel[] {
  const key = displayNameKey(author);
  if (key === "" && network === "any") return ranking.models;
  const ofRanking = kept.get(ranking) ?? new Map<string, readonly RankedModel[]>();
  kept.set(ranking, ofRanking);
  const name = JSON.stringify([key, network]);
  const known = ofRanking.get(name);
  if (known) return known;
  const found = ranking.models.filter(
    ({ authorKey, preset }) =>
      authorKey.includes(key) && (network === "any" || (network === "own" ? preset === null : preset === network)),
  );
  const [oldest] = ofRanking.keys();
  if (oldest !== undefined && ofRanking.size >= KEPT) ofRanking.delete(oldest);
  ofRanking.set(name, found);
  return found;
}

/** What a filter leaves, in the order of ranks: of each author the first alone, where it says so. */
export function chosenModels(ranking: Ranking, filter: BoardFilter): readonly RankedModel[] {
  const { atLeast, below, onePerAuthor } = filter;
  const ofSize = ({ parameters }: RankedModel) => parameters >= atLeast && (below === null || parameters < below);
  const fitting = ofAnySize(ranking, filter);
  const chosen = atLeast > 0 || below !== null ? fitting.filter(ofSize) : fitting;
  return onePerAuthor ? bestOfEach(chosen) : chosen;
}

function bestOfEach(models: readonly RankedModel[]): RankedModel[] {
  const seen = new Set<string>();
  return models.filter(({ ownerId }) => !seen.has(ownerId) && seen.add(ownerId));
}

/**
 * Places of what a filter leaves, from 1 in the order of ranks, by position in the ranking; 0 for what is left out.
 *
 * @param chosen in the order of ranks
 */
export function placesOf({ models }: Ranking, chosen: readonly RankedModel[]): Uint32Array {
  const places = new Uint32Array(models.length);
  chosen.forEach(({ position }, index) => {
    places[position] = index + 1;
  });
  return places;
}
