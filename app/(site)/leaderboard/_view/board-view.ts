/** The view of the leaderboard as it stands in the address, so that a link repeats it. */
import { DATASET_IDS } from "#domain/datasets/catalogue";
import { LIMITS } from "#domain/limits";
import type { BoardFilter } from "#domain/models/board-filter";
import { BOARD_ORDERS, type BoardOrder, COSTS, type Cost, NETWORKS, UNFILTERED } from "#domain/models/leaderboard-view";

export type BoardView = BoardFilter & {
  order: BoardOrder;
  /** Horizontal axis of the scatter. */
  cost: Cost;
  /** From 1. */
  page: number;
};

export const PAGE_SIZE = 25;
/** The API knows no later page. */
const LAST_PAGE = 10_000;

export const DEFAULT_BOARD: BoardView = { ...UNFILTERED, order: "accuracy", cost: "parameters", page: 1 };

const oneOf = <T extends string>(values: readonly T[], text: string | null, fallback: T): T =>
  values.find((value) => value === text) ?? fallback;

const whole = (text: string | null, max = Number.MAX_SAFE_INTEGER): number | null =>
  text !== null && /^\d{1,15}$/.test(text) && Number(text) <= max ? Number(text) : null;

/** Reads an address. What it does not understand, it takes for the default: an old link still opens the leaderboard. */
export function parseBoard(params: URLSearchParams): BoardView {
  const author = params.get("author")?.trim() ?? "";
  return {
    dataset: oneOf(DATASET_IDS, params.get("dataset"), UNFILTERED.dataset),
    author: author.length <= LIMITS.displayName.max ? author : "",
    network: oneOf(NETWORKS, params.get("network"), "any"),
    atLeast: whole(params.get("atLeast")) ?? 0,
    below: whole(params.get("below")),
    onePerAuthor: params.get("each") === "author",
    order: oneOf(BOARD_ORDERS, params.get("order"), "accuracy"),
    cost: oneOf(COSTS, params.get("x"), "parameters"),
    page: Math.max(1, whole(params.get("page"), LAST_PAGE) ?? 1),
  };
}

/** The address of a view, without what is the default. */
export function boardPath(view: BoardView): string {
  const params = new URLSearchParams();
  if (view.dataset !== DEFAULT_BOARD.dataset) params.set("dataset", view.dataset);
  if (view.author) params.set("author", view.author);
  if (view.network !== "any") params.set("network", view.network);
  if (view.atLeast > 0) params.set("atLeast", String(view.atLeast));
  if (view.below !== null) params.set("below", String(view.below));
  if (view.onePerAuthor) params.set("each", "author");
  if (view.order !== "accuracy") params.set("order", view.order);
  if (view.cost !== "parameters") params.set("x", view.cost);
  if (view.page > 1) params.set("page", String(view.page));
  return params.size > 0 ? `/leaderboard?${params}` : "/leaderboard";
}

/** The address after a change of the view that `query` holds: what the change does not name stays as it is there. */
export const changedPath = (query: string, change: Partial<BoardView>): string =>
  boardPath({ ...parseBoard(new URLSearchParams(query)), ...change });

const filterOf = ({ dataset, author, network, atLeast, below, onePerAuthor }: BoardView): BoardFilter => ({
  dataset,
  author,
  network,
  atLeast,
  below,
  onePerAuthor,
});

/** Inputs of `models.leaderboard`, `models.leaderboardPoints` and `models.leaderboardCsv` for a view. */
export const boardInput = (view: BoardView) => ({
  ...filterOf(view),
  order: view.order,
  page: view.page,
  pageSize: PAGE_SIZE,
});
export const pointsInput = (view: BoardView) => ({ ...filterOf(view), cost: view.cost });
export const csvInput = (view: BoardView) => ({ ...filterOf(view), order: view.order });

/** How many filters leave models out. */
export const countFilters = ({ author, network, atLeast, below, onePerAuthor }: BoardView): number =>
  [author !== "", network !== "any", atLeast > 0 || below !== null, onePerAuthor].filter(Boolean).length;

/** Whether anything is left out. */
export const isFiltered = (view: BoardView): boolean => countFilters(view) > 0;

/** The first and last row of the view's page, counted from 1. */
export const rowsOn = (page: number, total: number) => ({
  first: (page - 1) * PAGE_SIZE + 1,
  last: Math.min(page * PAGE_SIZE, total),
});
