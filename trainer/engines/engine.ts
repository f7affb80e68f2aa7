import type { EngineRecord } from "#domain/runs/engine-record";
import type { DropoutMasks } from "#ml/architectures/dropout-masks";

/** What computes in this process: the active TensorFlow.js backend, and what there is to say about it. */
export type Engine = {
  record: EngineRecord;
  /** This engine's fastest way of drawing dropout masks; its bits are everybody's. */
  dropoutMasks: DropoutMasks;
};

export type EngineKind = EngineRecord["kind"];
