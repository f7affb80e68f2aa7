import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { CreatePredictor } from "#ml/inference/predictor";
import type { CreateLearner } from "#ml/training/learner";

/** What computes in this process: the active TensorFlow.js backend, and what there is to say about it. */
export type Engine = {
  record: EngineRecord;
  /** Precisions in which it trains; others would be slower than float32, or are not there. */
  precisions: readonly ExperimentSpec["precision"][];
  /** This engine's fastest ways of training and of answering. */
  createLearner: CreateLearner;
  createPredictor: CreatePredictor;
};

export type EngineKind = EngineRecord["kind"];

export type FittedRun = {
  /** With the precision that the engine will train in. */
  spec: ExperimentSpec;
  record: EngineRecord;
  /** A sentence about what was asked for and is not done. */
  warning: string | null;
};

/** A spec as this engine will train it, and the engine's record for that run. */
export function fitToEngine({ record, precisions }: Engine, spec: ExperimentSpec): FittedRun {
  if (precisions.includes(spec.precision)) {
    return { spec, record: { ...record, precision: spec.precision }, warning: null };
  }
  const warning = `This trainer's ${record.deviceName} gains nothing from ${spec.precision}, so the run trains in float32.`;
  return { spec: { ...spec, precision: "float32" }, record: { ...record, precision: "float32" }, warning };
}
