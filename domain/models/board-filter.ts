import { z } from "zod";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { LIMITS } from "../limits.ts";
import { NETWORKS, UNFILTERED } from "./leaderboard-view.ts";

/** The greatest that the database has a place for. */
const MOST_PARAMETERS = 2 ** 31 - 1;
const parameterCount = z.number().int().min(0).max(MOST_PARAMETERS);

/** Which of the published models of a data set are asked for. */
export const boardFilter = z.strictObject({
  dataset: z.enum(DATASET_IDS).default(UNFILTERED.dataset),
  /** Part of a display name, in any case; empty for everybody. */
  author: z.string().trim().max(LIMITS.displayName.max).default(UNFILTERED.author),
  network: z.enum(NETWORKS).default(UNFILTERED.network),
  /** At least so many parameters. */
  atLeast: parameterCount.default(UNFILTERED.atLeast),
  /** Fewer parameters than this. */
  below: parameterCount.nullable().default(UNFILTERED.below),
  /** Of each author the best one that fits the other filters. */
  onePerAuthor: z.boolean().default(UNFILTERED.onePerAuthor),
});
export type BoardFilter = z.infer<typeof boardFilter>;
