/** The command line of `npm run train`. */
import { parseArgs } from "node:util";
import { PRESET_IDS, type PresetId, presetSpec } from "#domain/experiments/presets";
import { type ExperimentSpec, experimentSpec, PRECISIONS } from "#domain/experiments/spec";
import type { EngineKind } from "./engines/engine.ts";

export const USAGE = `Usage: npm run train -- --preset ${PRESET_IDS.join("|")} [options]

  --preset NAME      network to train; pretrained and pretrained-gap need Xception's weights
  --epochs N         passes over the training images (10)
  --batch-size N     images per step (32)
  --seed N           of initial weights, shuffling and dropout (1)
  --limit N          train on the first N images of the split only
  --eval-limit N     validate and test on N images each only
  --engine NAME      tensorflow or wasm (the best that works)
  --precision NAME   float32 or bfloat16, where the processor gains from it (float32)
  --checkpoint FILE  go on from that file if it is there, and write it after each epoch
  --out DIR          write the model's files there
  --json             one JSON object per line on standard output
  --help             this text
`;

export type TrainingArguments = {
  preset: PresetId;
  spec: ExperimentSpec;
  evalLimit: number | undefined;
  engine: EngineKind | undefined;
  checkpoint: string | undefined;
  out: string | undefined;
  json: boolean;
};

/** The command line cannot be understood; the message names the flag and what to do. */
export class ArgumentError extends Error {}

const ENGINES: readonly EngineKind[] = ["tensorflow", "wasm"];

/** Fields of the spec that a flag sets. */
const FLAG_OF_FIELD: Record<string, string> = {
  epochs: "--epochs",
  batchSize: "--batch-size",
  seed: "--seed",
  trainingSubset: "--limit",
};

/**
 * @param args without the interpreter and the script
 * @returns null when help was asked for
 * @throws ArgumentError
 */
export function parseTrainingArguments(args: string[]): TrainingArguments | null {
  const values = parse(args);
  if (values.help) return null;
  const preset = oneOf("--preset", values.preset, PRESET_IDS);
  if (!preset) throw new ArgumentError(`--preset is missing: give ${listed(PRESET_IDS)}.`);
  const base = presetSpec(preset);
  const parsed = experimentSpec.safeParse({
    ...base,
    epochs: wholeNumber("--epochs", values.epochs) ?? base.epochs,
    batchSize: wholeNumber("--batch-size", values["batch-size"]) ?? base.batchSize,
    seed: wholeNumber("--seed", values.seed) ?? base.seed,
    trainingSubset: wholeNumber("--limit", values.limit) ?? base.trainingSubset,
    precision: oneOf("--precision", values.precision, PRECISIONS) ?? base.precision,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const flag = FLAG_OF_FIELD[String(issue?.path[0])];
    throw new ArgumentError(flag ? `${flag}: ${issue?.message}` : `${issue?.message}`);
  }
  const evalLimit = wholeNumber("--eval-limit", values["eval-limit"]);
  if (evalLimit === 0) throw new ArgumentError("--eval-limit must be at least 1.");
  return {
    preset,
    spec: parsed.data,
    evalLimit,
    engine: oneOf("--engine", values.engine, ENGINES),
    checkpoint: values.checkpoint,
    out: values.out,
    json: values.json ?? false,
  };
}

function parse(args: string[]) {
  const string = { type: "string" } as const;
  const boolean = { type: "boolean" } as const;
  try {
    return parseArgs({
      args,
      options: {
        preset: string,
        epochs: string,
        "batch-size": string,
        seed: string,
        limit: string,
        "eval-limit": string,
        engine: string,
        precision: string,
        checkpoint: string,
        out: string,
        json: boolean,
        help: boolean,
      },
    }).values;
  } catch (error) {
    // Node's message names the flag; its further sentences are about escaping and help nobody here.
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/(?<=\.) |\n/);
    throw new ArgumentError(`${sentence.replace(/\.?$/, ".")} See --help.`);
  }
}

/** "a, b or c" */
const listed = (choices: readonly string[]): string => choices.join(", ").replace(/, ([^,]*)$/, " or $1");

function oneOf<T extends string>(flag: string, value: string | undefined, choices: readonly T[]): T | undefined {
  const choice = choices.find((candidate) => candidate === value);
  if (value !== undefined && !choice) {
    throw new ArgumentError(`${flag} is "${value}"; it must be ${listed(choices)}.`);
  }
  return choice;
}

function wholeNumber(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw new ArgumentError(`${flag} is "${value}"; it must be a whole number.`);
  return Number(value);
}
