/** What the leaderboard can be asked for. A rank is among all published models of a data set, whatever the filters say. */
import { PRESET_IDS } from "../experiments/presets.ts";

/** What accuracy can be weighed against: smaller is better. */
export const COSTS = ["parameters", "trainingSeconds", "bytes"] as const;
export type Cost = (typeof COSTS)[number];

/** A preset's network, one of somebody's own, or any. */
export const NETWORKS = ["any", ...PRESET_IDS, "own"] as const;
export type Network = (typeof NETWORKS)[number];

export const BOARD_ORDERS = ["accuracy", ...COSTS] as const;
/** Most accurate first, or least of a cost first. */
export type BoardOrder = (typeof BOARD_ORDERS)[number];

/** What is asked for where nothing else is said: everybody's models. */
export const UNFILTERED = {
  dataset: "cifar10",
  author: "",
  network: "any",
  atLeast: 0,
  below: null,
  onePerAuthor: false,
} as const;

/** Sizes that the page offers, as upper bounds of the number of parameters. */
export const SIZE_BOUNDS = [1_000_000, 100_000] as const;
