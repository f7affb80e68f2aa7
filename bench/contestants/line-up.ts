/** Who takes part, and how each is started. */
import { join } from "node:path";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import type { Command } from "../processes/children.ts";
import { processorOnly } from "../processes/processor-only.ts";
import { pythonCommand } from "../python/python-command.ts";
import type { NetworkId, Precision } from "./contestant-flags.ts";

export const CONTESTANTS = ["cultivar", "bfloat16", "keras", "pytorch", "tfjsNode", "wasm"] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

export type Task = {
  network: NetworkId;
  /** First images of the split's training part; every contestant trains on these. */
  images: number;
};

/** The command of a contestant; those in Python make their environment first, which takes minutes once. */
export async function contestantCommand(name: ContestantName, task: Task): Promise<Command> {
  const args = ["--network", task.network, "--images", String(task.images)];
  const datasets = ["--datasets", datasetsFolder(process.env)];
  switch (name) {
    case "cultivar":
      return cultivarCommand(args, "tensorflow", "float32");
    case "bfloat16":
      return cultivarCommand(args, "tensorflow", "bfloat16");
    case "wasm":
      return cultivarCommand(args, "wasm", "float32");
    case "tfjsNode":
      return nodeCommand("stock-fit.ts", args);
    case "keras":
      return pythonCommand("keras_fit.py", [...args, ...datasets]);
    case "pytorch":
      return pythonCommand("torch_train.py", [...args, ...datasets]);
  }
}

export const cultivarCommand = (
  args: readonly string[],
  engine: "tensorflow" | "wasm",
  precision: Precision,
): Command => nodeCommand("cultivar.ts", [...args, "--engine", engine, "--precision", precision]);

/** A program of this folder. */
export const nodeCommand = (file: string, args: readonly string[]): Command => ({
  program: process.execPath,
  args: [join(import.meta.dirname, file), ...args],
  env: processorOnly(),
});
