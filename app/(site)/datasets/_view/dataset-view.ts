/** Which pictures and which split are looked at, as it stands in the address. */

import { presetSpec } from "#domain/experiments/presets";
import { experimentSpecFields } from "#domain/experiments/spec";
import { numberOf } from "../../_view/number-of.ts";

export type DatasetView = {
  part: "train" | "test";
  /** A class, or null for all. */
  label: number | null;
  /** From 1. */
  page: number;
  /** As typed: what it is worth, `readSplit` says. */
  share: string;
  seed: string;
};

export const PICTURES_ON_PAGE = 72;

const NOTEBOOK = presetSpec("scratch").split;
export const DEFAULT_VIEW: DatasetView = {
  part: "train",
  label: null,
  page: 1,
  share: String(NOTEBOOK.validationFraction),
  seed: String(NOTEBOOK.seed),
};

const whole = (text: string | null): number | null => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null);

/** @param classes number of classes */
export function parseDatasetView(params: URLSearchParams, classes: number): DatasetView {
  const label = whole(params.get("class"));
  return {
    part: params.get("part") === "test" ? "test" : "train",
    label: label !== null && label < classes ? label : null,
    page: Math.max(1, whole(params.get("page")) ?? 1),
    share: params.get("share")?.slice(0, 20) ?? DEFAULT_VIEW.share,
    seed: params.get("seed")?.slice(0, 20) ?? DEFAULT_VIEW.seed,
  };
}

/** The query part of an address for `view`, without what is the default; "" or `?…`. */
export function datasetQuery({ part, label, page, share, seed }: DatasetView): string {
  const params = new URLSearchParams();
  if (part !== "train") params.set("part", part);
  if (label !== null) params.set("class", String(label));
  if (page > 1) params.set("page", String(page));
  if (share !== DEFAULT_VIEW.share) params.set("share", share);
  if (seed !== DEFAULT_VIEW.seed) params.set("seed", seed);
  return params.size > 0 ? `?${params}` : "";
}

/** The query after a change of the view that `query` holds: what the change does not name stays as it is there. */
export const changedQuery = (query: string, change: Partial<DatasetView>, classes: number): string =>
  datasetQuery({ ...parseDatasetView(new URLSearchParams(query), classes), ...change });

export type SplitChoice = { validationFraction: number; seed: number };
export type SplitProblems = Partial<Record<keyof SplitChoice, string>>;

/** The split that is typed, by the rules of a spec, or what is wrong with it. */
export function readSplit({ share, seed }: Pick<DatasetView, "share" | "seed">): {
  split: SplitChoice | null;
  problems: SplitProblems;
} {
  const parsed = experimentSpecFields.shape.split.safeParse({
    validationFraction: numberOf(share),
    seed: numberOf(seed),
  });
  if (parsed.success) return { split: parsed.data, problems: {} };
  const problems: SplitProblems = {};
  for (const { path, message } of parsed.error.issues) {
    if (path[0] === "validationFraction" || path[0] === "seed") problems[path[0]] ??= message;
  }
  return { split: null, problems };
}
