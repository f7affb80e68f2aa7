import * as tf from "@tensorflow/tfjs-core";
import type { EngineRecord } from "#domain/runs/engine-record";

/** The parts of an engine's record that do not depend on the engine. */
export const platformRecord = (): Pick<EngineRecord, "tfjs" | "node" | "platform"> => ({
  tfjs: tf.version_core,
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
});
