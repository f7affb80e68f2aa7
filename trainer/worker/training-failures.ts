import type { RunFailure } from "#domain/runs/events";
import { DivergedError } from "#ml/training/diverged-error";
import { BackboneError } from "../backbones/load-backbone.ts";
import { storableText } from "../event-log/storable-text.ts";
import { FeatureSpaceError } from "../features/feature-space.ts";

const SENTENCE = 500;
const DETAILS = 8000;

/** Failures that would happen again however often it is tried; null for all others. */
export function certainFailure(error: unknown): RunFailure | null {
  if (error instanceof DivergedError) return { ...diverged, message: storableText(error.message, SENTENCE) };
  if (error instanceof DatasetError) {
    return {
      code: "dataset",
      message: "The data set could not be read on this trainer.",
      advice: "Prepare the data set on the trainer's machine, as the details say, then run it again.",
      details: storableText(error.message, DETAILS),
    };
  }
  if (error instanceof BackboneError) {
    return {
      code: "backbone",
      message: "The pretrained weights of this network are not on this trainer.",
      advice: "Get them on the trainer's machine, as the details say, then run it again.",
      details: storableText(error.message, DETAILS),
    };
  }
  if (error instanceof FeatureSpaceError) {
    return {
      code: "disk",
      message: "The trainer's disk has no room for what the frozen layers answer to all images.",
      advice:
        "Make room or raise the limit, as the details say, or choose a smaller side or averages, then run it again.",
      details: storableText(error.message, DETAILS),
    };
  }
  return null;
}

/** A data set that is missing or damaged. */
export class DatasetError extends Error {}

const diverged = {
  code: "diverged",
  advice: "Lower the learning rate, by a factor of ten to begin with, and run it again.",
  details: "The loss became infinite or not a number; no later step can mend that.",
} as const;
