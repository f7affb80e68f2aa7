import type { EngineRecord } from "#domain/runs/engine-record";
import type { CreatePredictor } from "#ml/inference/predictor";
import type { CreateLearner } from "#ml/training/learner";

/** What computes in this process: the active TensorFlow.js backend, and what there is to say about it. */
export type Engine = {
  record: EngineRecord;
  /** This engine's fastest ways of training and of answering. */
  createLearner: CreateLearner;
  createPredictor: CreatePredictor;
};

export type EngineKind = EngineRecord["kind"];
