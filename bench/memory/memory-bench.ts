/** Whether a long training keeps growing: resident memory, tensors alive and temporary files, sampled while it trains. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchResult, defineBench, type Figure } from "../bench.ts";
import { Contestant } from "../contestants/contestant.ts";
import { engineFlag, imagesFlag, NETWORKS, precisionFlag } from "../contestants/contestant-flags.ts";
import { cultivarCommand } from "../contestants/line-up.ts";
import { number, oneOf } from "../options/flags.ts";
import { table } from "../report/table.ts";
import { type Course, courseOf, type MemorySample } from "./course.ts";

const SECONDS_PER_MINUTE = 60;
const MIB = 2 ** 20;

const flags = {
  minutes: number("how long", 60, 0.01),
  interval: number("seconds of training between two samples", 5, 0.1),
  network: oneOf("network", NETWORKS, "deeper"),
  engine: engineFlag,
  precision: precisionFlag,
  images: imagesFlag,
};

const UNITS = { residentMiB: "resident MiB", tensors: "tensors", temporaryFiles: "temporary files" } as const;

export const memoryBench = defineBench({
  summary: "resident memory, tensors and temporary files of our training over an hour",
  flags,
  run: async ({ minutes, interval, network, engine, precision, images }, { say, print }): Promise<BenchResult> => {
    const temporary = await mkdtemp(join(tmpdir(), "cultivar-bench-"));
    try {
      const command = cultivarCommand(["--network", network, "--images", String(images)], engine, precision);
      const env: NodeJS.ProcessEnv = { ...process.env, ...command.env, TMPDIR: temporary };
      const contestant = await Contestant.start("cultivar", { ...command, env });
      const samples: MemorySample[] = [];
      const started = performance.now();
      const elapsed = () => (performance.now() - started) / 1000;
      while (elapsed() < minutes * SECONDS_PER_MINUTE) {
        const { residentBytes = 0, tensors = 0 } = await contestant.train(interval);
        const temporaryFiles = await countFiles(temporary);
        const sample = { seconds: elapsed(), residentMiB: residentBytes / MIB, tensors, temporaryFiles };
        samples.push(sample);
        say(
          `${sample.seconds.toFixed(0)} s: ${sample.residentMiB.toFixed(0)} MiB, ${tensors} tensors, ${temporaryFiles} files`,
        );
      }
      await contestant.end();
      const courses = {
        residentMiB: courseOf(samples, "residentMiB"),
        tensors: courseOf(samples, "tensors"),
        temporaryFiles: courseOf(samples, "temporaryFiles"),
      };
      print(
        `\n${network}, ${samples.length} samples in ${(elapsed() / SECONDS_PER_MINUTE).toFixed(1)} min\n\n${show(courses)}\n`,
      );
      const figures: Record<string, Figure> = { network, engine, precision, ...courses };
      return { figures, ratios: {}, versions: contestant.ready.versions };
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  },
});

/** Only the contestant's: the folder is its own. */
async function countFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

function show(courses: Record<keyof typeof UNITS, Course>): string {
  const rows = Object.entries(courses).map(([name, { first, last, slopePerHour, min, max }]) => [
    UNITS[name as keyof typeof UNITS],
    ...[first, last, slopePerHour, min, max].map((value) => value.toFixed(1)),
  ]);
  return table([["", "first", "last", "slope per hour", "min", "max after warm-up"], ...rows]);
}
