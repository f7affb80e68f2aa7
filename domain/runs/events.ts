/**
 * The history of a run: an append-only list of events with gap-free numbers from 1, written by whoever trains it.
 * Accuracies are fractions, losses are means of the categorical cross-entropy in nats, times are seconds.
 */
import { z } from "zod";
import { engineRecord } from "./engine-record.ts";

const count = z.number().int().min(0);
const fraction = z.number().min(0).max(1);
/** A loss can overflow; JSON has no infinity, so such a value is null. */
const loss = z.number().nullable();

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
  z.strictObject({
    type: z.literal("checkpoint"),
    epoch: count,
    step: count,
    sha256: z.string(),
    bytes: count,
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
  }),
  z.strictObject({ type: z.literal("published"), manifestSha256: z.string(), bytes: count }),
  z.strictObject({
    type: z.literal("ended"),
    state: z.enum(["succeeded", "failed", "cancelled"]),
    endedEarly: z.boolean(),
    message: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal("log"), level: z.enum(["info", "warn", "error"]), message: z.string().max(2000) }),
]);
export type RunEventData = z.infer<typeof runEventData>;

export const runEvent = z.strictObject({
  seq: z.number().int().min(1),
  /** Milliseconds since 1970 by the trainer's clock. */
  at: z.number().int(),
  data: runEventData,
});
export type RunEvent = z.infer<typeof runEvent>;

/** Why a run failed: one sentence, what to do, and details for who looks closer. */
export const runFailure = z.strictObject({
  code: z.enum(["invalid-spec", "dataset", "out-of-memory", "diverged", "crashed", "retries", "internal"]),
  message: z.string().max(500),
  advice: z.string().max(500),
  details: z.string().max(8000),
});
export type RunFailure = z.infer<typeof runFailure>;
