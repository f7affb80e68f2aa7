/**
 * What the API for programs answers with. These are promises: fields are added, and neither removed nor given another
 * meaning under the same version. Accuracies are fractions, losses are means of the categorical cross-entropy in nats.
 */
import { z } from "zod";
import { sha256Hex } from "../artefacts/sha256.ts";
import { experimentSpecFields } from "../experiments/spec.ts";
import { EXPORT_FORMATS } from "../models/export-formats.ts";
import { visibility } from "../models/visibility.ts";
import { engineRecord } from "../runs/engine-record.ts";
import { RUN_COMMANDS, RUN_STATES } from "../runs/states.ts";
import { apiScope } from "../tokens/scopes.ts";

const time = z.iso.datetime();
const count = z.number().int().min(0);
const fraction = z.number().min(0).max(1);
/** JSON has neither NaN nor infinity: a loss that overflowed travels by name. */
const loss = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]).nullable();

export const tokenAnswer = z.object({
  name: z.string(),
  scopes: z.array(apiScope),
  expiresAt: time,
  /** Display name of whom it belongs to. */
  owner: z.string(),
});

export const launchAnswer = z.object({ runId: z.uuid(), experimentId: z.uuid() });

const runAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  experimentId: z.uuid(),
  sweepId: z.uuid().nullable(),
  state: z.enum(RUN_STATES),
  /** What its owner asked of it while it ran. */
  command: z.enum(RUN_COMMANDS),
  /** It waits, and no trainer may take it, since its sweep is paused. */
  held: z.boolean(),
  tags: z.array(z.string()),
  note: z.string(),
  /** Null for a network of one's own. */
  preset: z.string().nullable(),
  seed: count,
  parameters: count,
  epochs: count,
  /** Done or current, counted from 1; 0 before the first. */
  epoch: count,
  step: count,
  stepsPerEpoch: count,
  imagesPerSecond: z.number().nullable(),
  bestEpoch: count.nullable(),
  bestValidationAccuracy: fraction.nullable(),
  testAccuracy: fraction.nullable(),
  queuedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  trainingSeconds: z.number().nullable(),
  /** Why it failed, in a sentence. */
  failureMessage: z.string().nullable(),
  modelId: z.uuid().nullable(),
  modelVisibility: visibility.nullable(),
});
export type RunAnswer = z.infer<typeof runAnswer>;

export const runDetailAnswer = runAnswer.extend({
  spec: experimentSpecFields,
  engine: engineRecord.nullable(),
  testLoss: loss,
  /** confusion[true class][predicted class] */
  confusion: z.array(z.array(count)).nullable(),
  classes: z.array(z.string()),
  /** Number of its latest event; 0 before the first. */
  lastSeq: count,
});
export type RunDetailAnswer = z.infer<typeof runDetailAnswer>;

export const runPageAnswer = z.object({
  runs: z.array(runAnswer),
  /** What `cursor` of the next page is; null on the last. */
  next: z.uuid().nullable(),
});

export const eventsAnswer = z.object({
  /** In order. What else an event tells depends on its type. */
  events: z.array(z.looseObject({ seq: z.number().int().min(1), at: time, type: z.string() })),
  /** What `after` of the next call is. */
  next: count,
  state: z.enum(RUN_STATES),
  /** The run has ended, and `next` is the number of its last event. */
  complete: z.boolean(),
});
export type EventsAnswer = z.infer<typeof eventsAnswer>;

export const historyAnswer = z.object({
  epochs: z.array(
    z.object({
      epoch: count,
      trainLoss: loss,
      trainAccuracy: fraction,
      validationLoss: loss,
      validationAccuracy: fraction,
      seconds: z.number(),
      imagesPerSecond: z.number(),
    }),
  ),
});

export const leaderboardAnswer = z.object({
  rows: z.array(
    z.object({
      /** Among all published models of the data set; null for one that was not measured on the whole test set. */
      rank: count.nullable(),
      modelId: z.uuid(),
      name: z.string(),
      author: z.string(),
      testAccuracy: fraction,
      /** Half the width of the 95 % interval. */
      interval: z.number(),
      testCount: count,
      parameters: count,
      bytes: count,
      trainingSeconds: z.number(),
      preset: z.string().nullable(),
      /** SPDX identifier; null when all rights are reserved. */
      licence: z.string().nullable(),
      publishedAt: time,
      mine: z.boolean(),
    }),
  ),
  /** What the filters leave. */
  total: count,
});
export type LeaderboardAnswer = z.infer<typeof leaderboardAnswer>;

export const modelAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  author: z.string(),
  mine: z.boolean(),
  /** For its owner only. */
  runId: z.uuid().nullable(),
  visibility,
  publishedAt: time.nullable(),
  licence: z.string().nullable(),
  createdAt: time,
  /** Names the file that names all others of the model. */
  manifestSha256: sha256Hex,
  bytes: count,
  parameters: count,
  testAccuracy: fraction,
  testLoss: loss,
  testCount: count,
  interval: z.number(),
  rank: count.nullable(),
  classes: z.array(z.string()),
  spec: experimentSpecFields,
  engine: engineRecord,
});

export const formatsAnswer = z.object({
  formats: z.array(
    z.object({
      format: z.enum(EXPORT_FORMATS),
      state: z.enum(["none", "queued", "building", "ready", "failed"]),
      bytes: count.nullable(),
      /** Why it failed. */
      error: z.string().nullable(),
    }),
  ),
});

/** Every refusal (RFC 9457, `application/problem+json`). */
export const problem = z.object({
  type: z.literal("about:blank"),
  /** What the status means. */
  title: z.string(),
  status: z.number().int().min(400).max(599),
  /** What was wrong and what to do, for people to read. */
  detail: z.string(),
  /** The field that `detail` is about, with dots between its parts. */
  field: z.string().optional(),
  /** All that is wrong with the input, when it is more than one thing. */
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
