/**
 * `npm run test:formats`: exports models in every format, opens each with the tool that it is for, and compares the answers to
 * real test images with those that the trainer computed. The tools in Python are pinned in an environment of their own.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXPORT_FORMATS, type ExportFormat, exportFileName } from "#domain/models/export-formats";
import { type ModelManifest, modelManifest } from "#domain/models/manifest";
import { argMax } from "#ml/evaluation/arg-max";
import { type ClassifierWeights, weightValues } from "#ml/inference/open-model";
import { decodeWeights, encodeWeights } from "#ml/inference/weights-codec";
import { openLocalStore } from "#storage/local-store";
import type { ArtefactStore } from "#storage/store";
import { openEngine } from "#trainer/engines/open-engine";
import { exportModel } from "#trainer/exporting/export-model";
import { endChildren, endChildrenOnSignals } from "../processes/children.ts";
import { ensurePythonEnvironment } from "../python/python-environment.ts";
import { compareTfjs } from "./compare-tfjs.ts";
import { PYTHON_FORMATS, runExportCode } from "./run-export-code.ts";
import { runProgram } from "./run-program.ts";
import { type SampleModel, trainedOnBackbone, trainedPreset, untrainedModels } from "./sample-models.ts";

const ENVIRONMENT = {
  requirements: join(import.meta.dirname, "requirements.txt"),
  size: "0.8 GB",
  neededBytes: 2e9,
  users: "The tools that open our formats",
  otherwise: "Without Python only npm test checks the formats.",
};

/** Largest differences of a probability; the arrays of NumPy are the same bit for bit. */
const TOLERANCES: Record<ExportFormat, number> = { tfjs: 1e-5, keras: 1e-5, onnx: 1e-4, npz: 0 };

type Result = { model: string; format: ExportFormat; difference?: number; problem?: string; what?: "answers" | "code" };

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function run(folder: string): Promise<number> {
  const python = await ensurePythonEnvironment(ENVIRONMENT);
  const storeFolder = join(folder, "store");
  const store = openLocalStore(storeFolder);
  say("Training and publishing models");
  // Wasm computes in this process, as in browsers.
  const engine = await openEngine({ preference: "wasm" });
  const models = [
    await trainedPreset(store, folder, "scratch"),
    await trainedPreset(store, folder, "deeper"),
    await trainedOnBackbone(storeFolder, folder),
    ...(await untrainedModels(store, engine)),
  ];
  const exported: Awaited<ReturnType<typeof exportAll>>[] = [];
  for (const model of models) exported.push(await exportAll(store, folder, model));

  const results: Result[] = [];
  for (const files of exported) results.push(await compareTfjs(files));
  const { PYTHONPATH: _, PYTHONHOME: __, ...env } = process.env;
  const script = join(import.meta.dirname, "open_formats.py");
  const command = { program: python, args: [script], env: { ...env, PYTHONDONTWRITEBYTECODE: "1" } };
  const lines = (await runProgram(command, JSON.stringify(exported))).trim().split("\n");
  results.push(...lines.map((line) => JSON.parse(line) as Result));
  const [trained] = exported;
  if (trained) results.push(...(await runExportCode(python, trained)));

  const failed = results.filter((result) => !passes(result));
  for (const result of results) say(`${failed.includes(result) ? "FAILED" : "ok"} ${sentence(result)}`);
  const missing = models.length * EXPORT_FORMATS.length + PYTHON_FORMATS.length - results.length;
  if (missing > 0) say(`FAILED ${missing} checks gave no result`);
  say(`${results.length - failed.length} passed, ${failed.length + missing} failed`);
  return failed.length + missing;
}

const passes = ({ format, difference = Number.NaN }: Result): boolean => difference <= TOLERANCES[format];

function sentence({ model, format, difference, problem, what = "answers" }: Result): string {
  if (what === "code" && !problem) return `${format} of ${model}: the code on the model's page runs`;
  const found = problem ?? `largest difference ${difference?.toExponential(1)}, allowed ${TOLERANCES[format]}`;
  return `${format} of ${model}: ${found}`;
}

/** A model's exports and what they are compared by, as files that other programs can read. */
async function exportAll(store: ArtefactStore, folder: string, { name, manifestSha256 }: SampleModel) {
  const own = join(folder, "exports", name);
  await mkdir(own, { recursive: true });
  const read = async (sha256: string) => (await store.get(sha256)) ?? new Uint8Array();
  const readAll = async (files: readonly { sha256: string }[]) =>
    Buffer.concat(await Promise.all(files.map(({ sha256 }) => read(sha256))));
  const write = async (file: string, bytes: Uint8Array) => {
    await writeFile(join(own, file), bytes);
    return join(own, file);
  };
  const manifest = modelManifest.parse(JSON.parse(new TextDecoder().decode(await read(manifestSha256))));
  const files: Partial<Record<ExportFormat, string>> = {};
  for (const format of EXPORT_FORMATS) {
    const { sha256 } = await exportModel(store, { format, name, author: "the tests", manifestSha256 });
    files[format] = await write(exportFileName(name, format), await read(sha256));
  }
  const bytes = {
    weights: await readAll(manifest.shards),
    backbone: manifest.backbone && (await readAll(manifest.backbone.shards)),
  };
  const weights = weightsInOrder(manifest, bytes);
  const outputs = await read(manifest.golden.outputs.sha256);
  const answers = decodeWeights(outputs, outputs.length / 4, "The answers");
  return {
    ...(files as Record<ExportFormat, string>),
    name,
    shape: manifest.input.shape,
    classes: manifest.classes.length,
    folder: own,
    /** The class that the trainer's answer to the first picture has. */
    firstClass: manifest.classes[argMax(answers.subarray(0, manifest.classes.length))] ?? "",
    inputs: await write("inputs.bin", await read(manifest.golden.inputs.sha256)),
    outputs: await write("outputs.bin", outputs),
    weights: await write("weights.bin", Buffer.concat(weights.map((weight) => weight.bytes))),
    weightShapes: weights.map(({ name: weight, shape }) => [weight, shape]),
  };
}

/** Each weight in float32, in the order of the network's: those that are trained first. */
function weightsInOrder(manifest: ModelManifest, bytes: ClassifierWeights) {
  const values = weightValues(manifest, bytes);
  const parts = [...(manifest.backbone?.weights ?? []), ...manifest.weights].map(({ name, shape }) => ({
    name,
    shape,
    bytes: encodeWeights(values.get(name) ?? new Float32Array()),
  }));
  const isAverage = ({ name }: { name: string }) => /\/moving_(mean|variance)$/.test(name);
  return [...parts.filter((part) => !isAverage(part)), ...parts.filter(isAverage)];
}

endChildrenOnSignals();
const folder = await mkdtemp(join(tmpdir(), "cultivar-formats-"));
try {
  process.exitCode = (await run(folder)) > 0 ? 1 : 0;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  say("0 passed, 1 failed");
  process.exitCode = 1;
  endChildren();
} finally {
  await rm(folder, { recursive: true, force: true });
}
