/** A whole training from start to test accuracy, start-up included, beside the same in Keras. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { median } from "#domain/statistics/median";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import { type BenchResult, defineBench } from "../bench.ts";
import { NETWORKS, type NetworkId } from "../contestants/contestant-flags.ts";
import { oneOf, optionalWholeNumber, wholeNumber } from "../options/flags.ts";
import { processorOnly } from "../processes/processor-only.ts";
import { runToEnd } from "../processes/run-to-end.ts";
import { trainCommand, trainOutcome } from "../processes/train-command.ts";
import { pythonCommand } from "../python/python-command.ts";
import { ensurePythonEnvironment } from "../python/python-environment.ts";
import { table } from "../report/table.ts";
import { balancedOrder } from "../training/balanced-order.ts";

const flags = {
  preset: oneOf("network", NETWORKS, "deeper"),
  epochs: wholeNumber("epochs", 10),
  rounds: wholeNumber("rounds, each with a run of both", 1),
  limit: optionalWholeNumber("train, validate and test on N images each only, to try the bench"),
};

type Run = { seconds: number; testAccuracy: number; versions: Record<string, string> };
type Task = { preset: NetworkId; epochs: number; seed: number; limit: number | undefined };

const SIDES = { cultivar: runOurs, keras: runKeras };
type Side = keyof typeof SIDES;

export const wholeRunBench = defineBench({
  summary: "wall time of a whole run beside Keras: start-up, epochs with validation and saved weights, test",
  flags,
  run: async ({ preset, epochs, rounds, limit }, { say, print }): Promise<BenchResult> => {
    // The environment has to be there before anything is timed.
    await ensurePythonEnvironment();
    const runs: Record<Side, Run[]> = { cultivar: [], keras: [] };
    for (let round = 0; round < rounds; round++) {
      for (const side of balancedOrder(["cultivar", "keras"] as const, round)) {
        const run = await SIDES[side]({ preset, epochs, seed: round + 1, limit });
        runs[side].push(run);
        say(`round ${round + 1} of ${rounds}: ${side} ${run.seconds.toFixed(1)} s, test accuracy ${run.testAccuracy}`);
      }
    }
    const seconds = { cultivar: runs.cultivar.map((run) => run.seconds), keras: runs.keras.map((run) => run.seconds) };
    const accuracies = {
      cultivar: runs.cultivar.map((run) => run.testAccuracy),
      keras: runs.keras.map((run) => run.testAccuracy),
    };
    const ratio = median(seconds.keras) / median(seconds.cultivar);
    const rows = (["cultivar", "keras"] as const).map((side) => [
      side,
      median(seconds[side]).toFixed(1),
      ...runs[side].map((run) => `${run.seconds.toFixed(1)} (${(100 * run.testAccuracy).toFixed(2)} %)`),
    ]);
    const heading = ["", "median s", ...Array.from({ length: rounds }, (_, i) => `round ${i + 1}: s (accuracy)`)];
    print(
      `\n${preset}, epochs: ${epochs}\n\n${table([heading, ...rows])}\n\nKeras takes ${ratio.toFixed(2)} × our time.\n`,
    );
    return {
      figures: { preset, epochs, seconds, testAccuracy: accuracies },
      ratios: { [`${preset}.keras`]: ratio },
      versions: Object.assign({}, ...[...runs.cultivar, ...runs.keras].map((run) => run.versions)),
    };
  },
});

async function runOurs({ preset, epochs, seed, limit }: Task): Promise<Run> {
  const limits = limit ? ["--limit", String(limit), "--eval-limit", String(limit)] : [];
  return inFolder(async (folder) => {
    const command = trainCommand({
      preset,
      epochs,
      seed,
      further: ["--out", folder, "--checkpoint", join(folder, "checkpoint"), ...limits],
    });
    const { messages, seconds } = await runToEnd("npm run train", { ...command, env: processorOnly() });
    const { testAccuracy, versions } = trainOutcome(messages);
    return { seconds, testAccuracy, versions };
  });
}

const finished = z.object({ testAccuracy: z.number(), versions: z.record(z.string(), z.string()) });

async function runKeras({ preset, epochs, seed, limit }: Task): Promise<Run> {
  return inFolder(async (folder) => {
    const command = await pythonCommand("keras_whole.py", [
      ...["--network", preset, "--epochs", String(epochs), "--seed", String(seed), "--out", folder],
      ...["--datasets", datasetsFolder(process.env), ...(limit ? ["--limit", String(limit)] : [])],
    ]);
    const { messages, seconds } = await runToEnd("keras_whole.py", command);
    return { seconds, ...finished.parse(messages.at(-1)) };
  });
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-bench-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
