/**
 * The history of a run: an append-only list of events with gap-free numbers from 1, written by whoever trains it.
 * Accuracies are fractions, losses are means of the categorical cross-entropy in nats, times are seconds.
 */
import { z } from "zod";
import { sha256Hex } from "../artefacts/sha256.ts";
import { engineRecord } from "./engine-record.ts";
import { layerStatistics } from "./layer-statistics.ts";
import { measured } from "./measured.ts";

const count = z.number().int().min(0);
const fraction = z.number().min(0).max(1);
/** A loss can overflow or be no number. */
const loss = measured;

/** Measured at a point of the training, over what was done since the point before; see `metrics.ts`. */
export const pointMeasures = z.strictObject({
  loss: measured,
  accuracy: fraction.nullable(),
  learningRate: z.number().nullable(),
  processors: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  gpu: z.number().nullable(),
  gpuMemoryBytes: z.number().nullable(),
});
export type PointMeasures = z.infer<typeof pointMeasures>;

export const runEventData = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("started"),
    engine: engineRecord,
    trainer: z.string(),
    trainingImages: count,
    validationImages: count,
    stepsPerEpoch: count,
    parameters: count,
  }),
  /** What the frozen layers of a backbone answer to all images, on its way before a training begins or goes on. */
  z.strictObject({
    type: z.literal("features"),
    /** `checking`: they are there; `waiting`: another run computes them; `fetching`: another trainer has. */
    phase: z.enum(["checking", "fetching", "computing", "waiting"]),
    /** Images. */
    done: count,
    total: count,
    imagesPerSecond: z.number().min(0).nullable(),
  }),
  /** So many images' features are on the disk: a later attempt has not to compute them. */
  z.strictObject({ type: z.literal("features-kept"), done: count }),
  /** Features that were computed, as the chunks that are in the store for other trainers. */
  z.strictObject({
    type: z.literal("features-shared"),
    key: sha256Hex,
    bytes: count,
    chunks: z.array(sha256Hex).max(4096),
  }),
  /** A later attempt goes on from a checkpoint: `step` batches of `epoch` were done. */
  z.strictObject({ type: z.literal("resumed"), engine: engineRecord, trainer: z.string(), epoch: count, step: count }),
  /** Means over the epoch so far. */
  z.strictObject({
    type: z.literal("progress"),
    epoch: count,
    step: count,
    stepsPerEpoch: count,
    loss,
    accuracy: fraction,
    imagesPerSecond: z.number().min(0),
    /** Events from before they were measured lack it. */
    point: pointMeasures.optional(),
  }),
  z.strictObject({
    type: z.literal("epoch"),
    epoch: count,
    trainLoss: loss,
    trainAccuracy: fraction,
    validationLoss: loss,
    validationAccuracy: fraction,
    seconds: z.number().min(0),
    imagesPerSecond: z.number().min(0),
  }),
  /** Follows the `epoch` event of the same number. */
  z.strictObject({ type: z.literal("layers"), epoch: count, layers: z.array(layerStatistics).max(200) }),
  z.strictObject({
    type: z.literal("checkpoint"),
    epoch: count,
    step: count,
    sha256: z.string(),
    bytes: count,
    /** How long it took; older events lack it. */
    seconds: z.number().min(0).optional(),
  }),
  /** The owner asked to stop after the current epoch. */
  z.strictObject({ type: z.literal("stopping"), epoch: count }),
  z.strictObject({
    type: z.literal("evaluated"),
    count,
    testLoss: loss,
    testAccuracy: fraction,
    /** confusion[true class][predicted class]. */
    confusion: z.array(z.array(count)),
    perClass: z.array(fraction),
    /** `test-predictions.ts`, in the store; older events lack it. */
    predictionsSha256: sha256Hex.optional(),
  }),
  z.strictObject({ type: z.literal("published"), manifestSha256: z.string(), bytes: count }),
  z.strictObject({
    type: z.literal("ended"),
    state: z.enum(["succeeded", "failed", "cancelled"]),
    endedEarly: z.boolean(),
    message: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal("log"),
    level: z.enum(["info", "warn", "error"]),
    message: z.string().max(2000),
    /** What the training process itself printed, as opposed to what the trainer has to say. */
    output: z.boolean().optional(),
  }),
]);
export type RunEventData = z.infer<typeof runEventData>;

/** What comes often or is large: told where it is shown, and not in a log. */
export const UNTOLD_EVENTS = [
  "progress",
  "features",
  "features-kept",
  "layers",
] as const satisfies readonly RunEventData["type"][];

export const runEvent = z.strictObject({
  seq: z.number().int().min(1),
  /** Milliseconds since 1970 by the trainer's clock. */
  at: z.number().int(),
  data: runEventData,
});
export type RunEvent = z.infer<typeof runEvent>;

/** Why a run failed: one sentence, what to do, and details for who looks closer. */
export const runFailure = z.strictObject({
  code: z.enum([
    "invalid-spec",
    "dataset",
    "backbone",
    "disk",
    "out-of-memory",
    "diverged",
    "crashed",
    "retries",
    "internal",
  ]),
  message: z.string().max(500),
  advice: z.string().max(500),
  details: z.string().max(8000),
});
export type RunFailure = z.infer<typeof runFailure>;
