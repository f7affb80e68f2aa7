/** What programs may ask the API for: the parts of paths and queries, which arrive as text, and bodies. */
import { z } from "zod";
import { sha256Hex } from "../artefacts/sha256.ts";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { PRESET_IDS, presetSpec } from "../experiments/presets.ts";
import { experimentName, experimentSpec } from "../experiments/spec.ts";
import { API_LIMITS, LIMITS, NOTE_LIMITS, SEARCH_LENGTH } from "../limits.ts";
import { EXPORT_FORMATS } from "../models/export-formats.ts";
import { BOARD_ORDERS, NETWORKS } from "../models/leaderboard-view.ts";
import { visibility } from "../models/visibility.ts";
import { RUN_STATES } from "../runs/states.ts";

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

function wholeNumber(min: number, max: number) {
  const message = `Give a whole number from ${min} to ${max}.`;
  return z.coerce.number(message).int(message).min(min, message).max(max, message);
}

export const byId = z.strictObject({ id: z.uuid() });
export const bySha256 = z.strictObject({ sha256: sha256Hex });
export const byFormat = byId.extend({ format: z.enum(EXPORT_FORMATS) });

export const launchRequest = z
  .strictObject({
    name: experimentName.describe("What the run is called."),
    preset: z.enum(PRESET_IDS).optional().describe("One of the presets as it is, in place of `spec`."),
    spec: experimentSpec.optional().describe("All that determines the training, as `GET /runs/{id}` answers it."),
    key: z
      .uuid()
      .optional()
      .describe("Chosen by the caller: launching again with the same key gives the run of the first time."),
  })
  .transform(({ preset, spec, ...rest }, context) => {
    const chosen = preset === undefined ? spec : spec === undefined ? presetSpec(preset) : undefined;
    if (chosen) return { ...rest, spec: chosen };
    context.addIssue({ code: "custom", path: ["spec"], message: "Give either spec or preset." });
    return z.NEVER;
  });

export const runsQuery = z.strictObject({
  cursor: z.uuid().optional().describe("`next` of the page before."),
  limit: wholeNumber(1, 100).default(25).describe("Runs of one page."),
  state: z
    .string()
    .max(80)
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(RUN_STATES)).max(RUN_STATES.length))
    .optional()
    .describe(`One of ${RUN_STATES.join(", ")}, or several with commas.`),
  search: z.string().trim().max(SEARCH_LENGTH).optional().describe("Looked for in names, networks, tags and notes."),
  tag: z.string().trim().min(1).max(NOTE_LIMITS.tag).optional().describe("Runs that have this tag."),
});

export const eventsQuery = z.strictObject({
  after: wholeNumber(0, 2 ** 31 - 1)
    .default(0)
    .describe("Only what came after the event of this number."),
  limit: wholeNumber(1, 2000).default(500).describe("Events of one answer."),
  progress: flag
    .default(true)
    .describe("Whether progress within epochs and statistics of layers are wanted, which are many."),
  wait: wholeNumber(API_LIMITS.waitSeconds.min, API_LIMITS.waitSeconds.max)
    .default(0)
    .describe("Seconds to wait for something new when there is nothing."),
});

export const leaderboardQuery = z.strictObject({
  dataset: z.enum(DATASET_IDS).default("cifar10"),
  order: z
    .enum(BOARD_ORDERS)
    .default("accuracy")
    .describe("What comes first: the most accurate, or the least of a cost."),
  author: z.string().trim().max(LIMITS.displayName.max).default("").describe("Part of a display name."),
  network: z.enum(NETWORKS).default("any"),
  onePerAuthor: flag.default(false).describe("Whether of each author only the best is wanted."),
  page: wholeNumber(1, 10_000).default(1),
  pageSize: wholeNumber(5, 100).default(50),
});

export const visibilityRequest = z.strictObject({ visibility });
