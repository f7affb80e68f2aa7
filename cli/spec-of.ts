import { readFile } from "node:fs/promises";
import { PRESET_IDS, type PresetId, presetSpec } from "#domain/experiments/presets";
import { type ExperimentSpec, experimentSpec, experimentSpecFields } from "#domain/experiments/spec";
import { STRUCTURAL_PATHS, withValue } from "#domain/sweeps/with-value";
import { CommandError, EXIT } from "./exit-codes.ts";

const wrong = (message: string) => new CommandError(message, EXIT.usage);

/**
 * The spec to launch: a preset's or a file's, with some fields set.
 *
 * @param what name of a preset, or path of a JSON file with a spec
 * @param settings each as `path=value`; a value is JSON, or else a text
 * @throws CommandError that names what is wrong and what to do
 */
export async function specOf(what: string, settings: readonly string[]): Promise<ExperimentSpec> {
  const base = isPreset(what) ? presetSpec(what) : await readSpec(what);
  const pairs = settings.map(parsePair);
  // What brings other fields with it comes first.
  const rank = ({ path }: Pair) => (STRUCTURAL_PATHS.includes(path) ? 0 : 1);
  let spec: ExperimentSpec = base;
  for (const { path, value } of pairs.sort((a, b) => rank(a) - rank(b))) {
    const changed = withValue(spec, { path }, value);
    if (!changed) throw wrong(`--set ${path}: this spec has no such field.`);
    spec = changed;
  }
  const { data, error } = experimentSpec.safeParse(spec);
  if (data) return data;
  throw wrong(error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
}

const isPreset = (text: string): text is PresetId => (PRESET_IDS as readonly string[]).includes(text);

async function readSpec(file: string): Promise<ExperimentSpec> {
  const text = await readFile(file, "utf8").catch(() => {
    throw wrong(`"${file}" is neither a preset (${PRESET_IDS.join(", ")}) nor a file that can be read.`);
  });
  const { data, error } = experimentSpecFields.safeParse(parseJson(file, text));
  if (data) return data;
  throw wrong(
    error.issues.map(({ path, message }) => `${file}, ${path.join(".") || "the whole"}: ${message}`).join("\n"),
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

type Pair = { path: string; value: unknown };

function parsePair(text: string): Pair {
  const at = text.indexOf("=");
  if (at < 1) throw wrong(`--set ${text}: write it as path=value, as in optimizer.learningRate=0.01.`);
  const given = text.slice(at + 1);
  try {
    return { path: text.slice(0, at), value: JSON.parse(given) };
  } catch {
    return { path: text.slice(0, at), value: given };
  }
}
