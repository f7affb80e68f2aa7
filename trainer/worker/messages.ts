/** What supervisor and worker processes say to each other; both are always of the same version of the code. */
import type { DatasetId } from "#domain/datasets/catalogue";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { EngineRecord } from "#domain/runs/engine-record";
import type { RunFailure } from "#domain/runs/events";
import type { StoreEnvironment } from "#storage/open-store";
import type { Checkpoint } from "../checkpoints/save-checkpoint.ts";
import type { PublishedSheets } from "../datasets/publish-sheets.ts";
import type { EngineKind } from "../engines/engine.ts";
import type { ExportedFile, ExportOrder } from "../exporting/export-model.ts";
import type { SharedFeatures } from "../features/shared-features.ts";
import type { TransferEnvironment } from "../features/transfer-environment.ts";

/** The first message to a worker, and all that it does. */
export type Assignment =
  | { task: "probe"; engine: EngineKind | undefined }
  | { task: "publish-dataset"; dataset: DatasetId; datasetsDir: string; store: StoreEnvironment }
  | { task: "export"; order: ExportOrder; store: StoreEnvironment }
  | TrainAssignment;

export type TrainAssignment = {
  task: "train";
  runId: string;
  spec: ExperimentSpec;
  /** Shown as who trains. */
  trainer: string;
  engine: EngineKind | undefined;
  /** The run's whole history so far; the worker continues it. */
  logFile: string;
  /** Where the training may go on, the newest first. */
  checkpoints: Checkpoint[];
  checkpointSeconds: number;
  /** Epochs after which the worker waits for a verdict; none where no losers are stopped early. */
  rungs: number[];
  /** That on the rung which an earlier attempt had reached. */
  verdict: Verdict | null;
  datasetsDir: string;
  /** Where weights of backbones and features of data sets are. */
  transfer: TransferEnvironment;
  store: StoreEnvironment;
  /** What is known to be in the store of its kind of network. */
  sharedFeatures: SharedFeatures[];
};

/** To a training worker, at any time: `interrupt` asks for a checkpoint and the end, for the run to go on elsewhere. */
export type Command = "stop" | "cancel" | "interrupt";

/** Whether a run goes on after a rung, or why it stops. */
export type Verdict = { epoch: number; stopReason: string | null };

/** What a training worker printed; it comes back to the worker, since a log has one writer. */
export type OutputLine = { level: "info" | "warn"; message: string };

/** All that a training worker is told after its assignment. */
export type Message = Command | { output: readonly OutputLine[] } | { verdict: Verdict };

/** From a worker, before it ends. */
export type Report =
  | { kind: "engine"; engine: EngineRecord }
  | { kind: "dataset"; sheets: PublishedSheets; statistics: DatasetStatistics }
  | { kind: "exported"; file: ExportedFile }
  | { kind: "not-exported"; reason: string }
  /** Trying again would end the same way. */
  | { kind: "failed"; failure: RunFailure };
