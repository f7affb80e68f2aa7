/** What the leaderboard can be asked for. A rank is among all published models of a data set, whatever the filters say. */
import { z } from "zod";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { PRESET_IDS } from "../experiments/presets.ts";
import { LIMITS } from "../limits.ts";

/** What accuracy can be weighed against: smaller is better. */
export const COSTS = ["parameters", "trainingSeconds", "bytes"] as const;
export type Cost = (typeof COSTS)[number];

/** A preset's network, one of somebody's own, or any. */
export const NETWORKS = ["any", ...PRESET_IDS, "own"] as const;
export type Network = (typeof NETWORKS)[number];

export const BOARD_ORDERS = ["accuracy", ...COSTS] as const;
/** Most accurate first, or least of a cost first. */
export type BoardOrder = (typeof BOARD_ORDERS)[number];

/** The greatest that the database has a place for. */
const MOST_PARAMETERS = 2 ** 31 - 1;
const parameterCount = z.number().int().min(0).max(MOST_PARAMETERS);

export const boardFilter = z.strictObject({
  dataset: z.enum(DATASET_IDS).default("cifar10"),
  /** Part of a display name, in any case; empty for everybody. */
  author: z.string().trim().max(LIMITS.displayName.max).default(""),
  network: z.enum(NETWORKS).default("any"),
  /** At least so many parameters. */
  atLeast: parameterCount.default(0),
  /** Fewer parameters than this. */
  below: parameterCount.nullable().default(null),
  /** Of each author the best one that fits the other filters. */
  onePerAuthor: z.boolean().default(false),
});
export type BoardFilter = z.infer<typeof boardFilter>;

/** Sizes that the page offers, as upper bounds of the number of parameters. */
export const SIZE_BOUNDS = [1_000_000, 100_000] as const;
