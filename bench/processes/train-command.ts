/** `npm run train`, started directly so that npm's own time is not measured. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { PresetId } from "#domain/experiments/presets";
import type { Command } from "./children.ts";
import type { Message } from "./json-process.ts";

const CLI = fileURLToPath(new URL("../../trainer/cli.ts", import.meta.url));

export type TrainOptions = {
  preset: PresetId;
  epochs: number;
  seed: number;
  /** Whatever else, as flags. */
  further?: readonly string[];
};

export const trainCommand = ({ preset, epochs, seed, further = [] }: TrainOptions): Command => ({
  program: process.execPath,
  args: [CLI, "--json", "--preset", preset, "--epochs", String(epochs), "--seed", String(seed), ...further],
});

const started = z.object({ event: z.literal("started"), engine: z.object({ kind: z.string(), version: z.string() }) });
const finished = z.object({ event: z.literal("finished"), testAccuracy: z.number(), imagesPerSecond: z.number() });

export type TrainOutcome = { testAccuracy: number; imagesPerSecond: number; versions: Record<string, string> };

/** What the command's messages say in the end. */
export function trainOutcome(messages: readonly Message[]): TrainOutcome {
  const { engine } = started.parse(messages.find(({ event }) => event === "started"));
  const { testAccuracy, imagesPerSecond } = finished.parse(messages.findLast(({ event }) => event === "finished"));
  return { testAccuracy, imagesPerSecond, versions: { [engine.kind]: engine.version } };
}
