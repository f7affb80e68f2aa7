import type { EngineRecord } from "#domain/runs/engine-record";

/** Stands on the runs that a bench makes: no engine computed them. */
export const BENCH_ENGINE: EngineRecord = {
  kind: "tensorflow",
  version: "2.21.0",
  tfjs: "4.22.0",
  device: "cpu",
  deviceName: "bench",
  precision: "float32",
  threads: 2,
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
};
