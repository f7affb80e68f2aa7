/** The view of the runs table (filters, search, order, columns, page) as it stands in the address, so that a link repeats it. */
import { SEARCH_LENGTH } from "#domain/limits";
import { findRunColumn, isSortable } from "#domain/runs/run-columns";
import { type Comparison, FILTERS_MAX, type RunFilter, runFilter } from "#domain/runs/run-filter";
import { RUN_STATES, type RunState } from "#domain/runs/states";

type SortOrder = "asc" | "desc";

export type ListView = {
  /** One state, or null for all. */
  state: RunState | null;
  search: string;
  /** All of them hold. */
  filters: readonly RunFilter[];
  /** `by` is the id of a column of domain/runs/run-columns.ts. */
  sort: { by: string; order: SortOrder };
  /** Ids of columns beside state and name, in order. */
  columns: readonly string[];
  /** From 1. */
  page: number;
};

export const PAGE_SIZE = 25;
export const COLUMNS_MAX = 40;

/** They come with every row; all others are asked for. */
export const DEFAULT_COLUMNS = ["specification", "curve", "validation", "test", "duration", "started"] as const;
/** In every row, before the columns that are chosen. */
export const FIXED_COLUMNS: readonly string[] = ["state", "name"];

export const DEFAULT_VIEW: ListView = {
  state: null,
  search: "",
  filters: [],
  sort: { by: "started", order: "desc" },
  columns: DEFAULT_COLUMNS,
  page: 1,
};

const FILTER_KEY = "f.";

/** Reads an address. What it does not understand, it takes for the default: an old link still opens the list. */
export function parseView(params: URLSearchParams): ListView {
  const page = Number(params.get("page") ?? 1);
  return {
    state: RUN_STATES.find((state) => state === params.get("state")) ?? null,
    search: (params.get("q") ?? "").slice(0, SEARCH_LENGTH),
    filters: [...params].flatMap(([key, value]) => parseFilter(key, value) ?? []).slice(0, FILTERS_MAX),
    sort: parseSort(params.get("sort")) ?? DEFAULT_VIEW.sort,
    columns: parseColumns(params.get("columns")) ?? DEFAULT_COLUMNS,
    page: Number.isSafeInteger(page) && page > 0 && page <= 10_000 ? page : 1,
  };
}

/** `f.learningRate.lt=0.01` */
function parseFilter(key: string, value: string): RunFilter | null {
  if (!key.startsWith(FILTER_KEY)) return null;
  const dot = key.lastIndexOf(".");
  const filter = { column: key.slice(FILTER_KEY.length, dot), is: key.slice(dot + 1) as Comparison, value };
  return runFilter.safeParse(filter).data ?? null;
}

/** `validationLoss.min.asc` */
function parseSort(text: string | null): ListView["sort"] | null {
  const dot = text?.lastIndexOf(".") ?? -1;
  if (!text || dot < 0) return null;
  const column = findRunColumn(text.slice(0, dot));
  return column && isSortable(column) ? { by: column.id, order: text.slice(dot) === ".asc" ? "asc" : "desc" } : null;
}

function parseColumns(text: string | null): string[] | null {
  if (text === null) return null;
  const known = text.split(",").filter((id) => findRunColumn(id) && !FIXED_COLUMNS.includes(id));
  return [...new Set(known)].slice(0, COLUMNS_MAX);
}

const sameColumns = (a: readonly string[], b: readonly string[]) => a.join() === b.join();

/** The query part of an address for `view`, without what is the default; "" or `?…`. */
export function viewQuery(view: ListView): string {
  const params = new URLSearchParams();
  if (view.state) params.set("state", view.state);
  if (view.search) params.set("q", view.search);
  for (const { column, is, value } of view.filters) params.append(`${FILTER_KEY}${column}.${is}`, value);
  const { by, order } = view.sort;
  if (by !== DEFAULT_VIEW.sort.by || order !== DEFAULT_VIEW.sort.order) params.set("sort", `${by}.${order}`);
  if (!sameColumns(view.columns, DEFAULT_COLUMNS)) params.set("columns", view.columns.join());
  if (view.page > 1) params.set("page", String(view.page));
  // A comma is allowed there, and easier to read.
  const text = params.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/** Words and lists ascend at the first click, numbers and times descend: the best and the latest are asked for first. */
export function sortedBy(view: ListView, by: string): ListView {
  const type = findRunColumn(by)?.type;
  const first: SortOrder = type === "number" || type === "time" ? "desc" : "asc";
  const order = view.sort.by !== by ? first : view.sort.order === "asc" ? "desc" : "asc";
  return { ...view, sort: { by, order }, page: 1 };
}

/** The view with this filter too; from the first page. */
export const filteredBy = (view: ListView, filter: RunFilter): ListView => ({
  ...view,
  filters: [...withoutFilter(view, filter).filters, filter].slice(-FILTERS_MAX),
  page: 1,
});

export const withoutFilter = (view: ListView, { column, is, value }: RunFilter): ListView => ({
  ...view,
  filters: view.filters.filter((one) => one.column !== column || one.is !== is || one.value !== value),
  page: 1,
});

/** All runs, in the columns and order of the view. */
export const unfiltered = ({ sort, columns }: ListView): ListView => ({ ...DEFAULT_VIEW, sort, columns });

export const isFiltered = ({ state, search, filters }: ListView): boolean =>
  state !== null || search.trim() !== "" || filters.length > 0;

/** Which runs a view means, for the API. */
export const selectionOf = ({ state, search, filters, sort }: ListView) => ({
  ...(state && { state: [state] }),
  ...(search.trim() && { search: search.trim() }),
  ...(filters.length > 0 && { filters: [...filters] }),
  sort,
});

const isDefault = (id: string) => DEFAULT_COLUMNS.some((column) => column === id);

/** Input of `runs.list` for a view. */
export const listInput = (view: ListView) => {
  const columns = view.columns.filter((id) => !isDefault(id));
  return { ...selectionOf(view), ...(columns.length > 0 && { columns }), page: view.page, pageSize: PAGE_SIZE };
};
