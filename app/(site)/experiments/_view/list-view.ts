/** The view of the runs table (filter, search, order, page) as it stands in the address, so that a link repeats it. */
import { RUN_STATES, type RunState } from "#domain/runs/states";

const SORT_COLUMNS = ["started", "name", "validation", "test", "duration"] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
type SortOrder = "asc" | "desc";

export type ListView = {
  /** One state, or null for all. */
  state: RunState | null;
  search: string;
  sort: { by: SortColumn; order: SortOrder };
  /** From 1. */
  page: number;
};

export const PAGE_SIZE = 25;
/** The API takes no more. */
const SEARCH_MAX = 80;
const DEFAULT_VIEW: ListView = { state: null, search: "", sort: { by: "started", order: "desc" }, page: 1 };

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | null =>
  values.find((candidate) => candidate === value) ?? null;

/** Reads an address. What it does not understand, it takes for the default: an old link still opens the list. */
export function parseView(params: URLSearchParams): ListView {
  const [by, order] = (params.get("sort") ?? "").split(".");
  const column = oneOf(SORT_COLUMNS, by ?? null);
  const page = Number(params.get("page") ?? 1);
  return {
    state: oneOf(RUN_STATES, params.get("state")),
    search: (params.get("q") ?? "").slice(0, SEARCH_MAX),
    sort: column ? { by: column, order: order === "asc" ? "asc" : "desc" } : DEFAULT_VIEW.sort,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The query part of an address for `view`, without what is the default; "" or `?…`. */
export function viewQuery(view: ListView): string {
  const params = new URLSearchParams();
  if (view.state) params.set("state", view.state);
  if (view.search) params.set("q", view.search);
  const { by, order } = view.sort;
  if (by !== DEFAULT_VIEW.sort.by || order !== DEFAULT_VIEW.sort.order) params.set("sort", `${by}.${order}`);
  if (view.page > 1) params.set("page", String(view.page));
  const text = params.toString();
  return text && `?${text}`;
}

/** Names ascend at the first click, numbers and times descend: the best and the latest are asked for first. */
export function sortedBy(view: ListView, by: SortColumn): ListView {
  const first: SortOrder = by === "name" ? "asc" : "desc";
  const order = view.sort.by !== by ? first : view.sort.order === "asc" ? "desc" : "asc";
  return { ...view, sort: { by, order }, page: 1 };
}

/** Input of `runs.list` for a view. */
export const listInput = ({ state, search, sort, page }: ListView) => ({
  ...(state && { state: [state] }),
  ...(search && { search }),
  sort,
  page,
  pageSize: PAGE_SIZE,
});
