/** Files with weights and what describes them: our own formats, and those of other tools. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { presetSpec } from "#domain/experiments/presets";
import { modelManifest } from "#domain/models/manifest";
import { SAMPLE_ENGINE } from "#domain/runs/test/sample-engine";
import { decodeTestPredictions, encodeTestPredictions } from "#domain/runs/test-predictions";
import { decodeTyped, encodeTyped } from "#ml/inference/encoded-weights";
import { openModel } from "#ml/inference/open-model";
import { decodeNeighbourIndex, encodeNeighbourIndex } from "#ml/neighbours/neighbour-index";
import { decodeTrainingState, encodeTrainingState } from "#ml/training/state-codec";
import { readKerasHdf5 } from "#trainer/backbones/read-keras-hdf5";
import { readPytorch } from "#trainer/backbones/read-pytorch";
import { parseEvent } from "#trainer/event-log/read-events";
import { mutated, mutatedBytes } from "../arbitraries/hostile.ts";
import { type FuzzTarget, fuzzTarget, readOrRefuse } from "../fuzz-target.ts";

const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "../../trainer/backbones/test/fixtures", name)));

const WEIGHTS = [
  { name: "dense/kernel", shape: [3, 2], dtype: "float32" as const },
  { name: "dense/bias", shape: [2], dtype: "float32" as const },
];
const VALUES = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const FILE = { sha256: "a".repeat(64), bytes: 32 };

const MANIFEST = {
  v: 1,
  classes: ["a", "b"],
  input: { shape: [1, 1, 3], mean: 0.5, std: 0.25 },
  layers: [
    { type: "Flatten", name: "flatten" },
    { type: "Dense", name: "dense", units: 2, activation: "linear", kernelInitializer: "glorotUniform" },
  ],
  parameters: 8,
  weights: WEIGHTS,
  shards: [FILE],
  golden: { indices: [0], inputs: FILE, outputs: FILE },
  provenance: {
    spec: presetSpec("scratch"),
    engine: SAMPLE_ENGINE,
    codeVersion: "1",
    epoch: 1,
    endedEarly: false,
    trainingImages: 32,
    trainingSeconds: 1,
    weightsSha256: "a".repeat(64),
    finishedAt: "2026-01-01T00:00:00Z",
  },
  test: {
    count: 1,
    loss: 1,
    accuracy: 1,
    confusion: [
      [1, 0],
      [0, 0],
    ],
  },
};

const STATE = encodeTrainingState({
  epoch: 1,
  step: 2,
  sums: { loss: 1, correct: 2, images: 3, seconds: 4 },
  seconds: 5,
  parameters: VALUES,
  slots: [VALUES, VALUES],
  best: null,
});

const PREDICTIONS = encodeTestPredictions({
  classes: 10,
  labels: Uint8Array.of(3),
  top: Uint8Array.of(3, 1, 2),
  probabilities: Float32Array.of(0.5, 0.3, 0.2),
});

const INDEX = encodeNeighbourIndex({
  images: Uint32Array.of(1, 2),
  labels: Uint8Array.of(0, 1),
  values: 2,
  vectors: Int8Array.of(1, 2, 3, 4),
  projection: { width: 3, scales: Float32Array.of(1, 2), directions: Int8Array.of(1, 2, 3, 4, 5, 6) },
});

const TYPED = encodeTyped(WEIGHTS, VALUES) ?? new Uint8Array();

/** Readers of bytes, each with good bytes. */
const READERS: [name: string, good: Uint8Array[], read: (bytes: Uint8Array<ArrayBuffer>) => unknown][] = [
  ["checkpoints", [STATE], decodeTrainingState],
  ["test predictions", [PREDICTIONS], decodeTestPredictions],
  ["indices of neighbours", [INDEX], decodeNeighbourIndex],
  ["PyTorch files", [fixture("archive.pth"), fixture("sequence.pth"), fixture("foreign.pth")], readPytorch],
  ["shards", [TYPED], (bytes) => decodeTyped(WEIGHTS, bytes, "The weights")],
];

export const weightTargets: FuzzTarget[] = [
  ...READERS.map(([name, good, read]) =>
    fuzzTarget(name, mutatedBytes(good), async (bytes) => void (await readOrRefuse(() => read(bytes)))),
  ),
  fuzzTarget(
    "Keras HDF5 files",
    mutatedBytes(["small-weights.h5", "small-model.h5", "small.weights.h5"].map(fixture)),
    readHdf5,
  ),
  fuzzTarget("manifests", fc.tuple(mutated(fc.constant(MANIFEST)), mutatedBytes([TYPED])), async ([value, bytes]) => {
    const manifest = modelManifest.safeParse(value).data;
    if (manifest) await readOrRefuse(() => openModel(manifest, { weights: bytes }));
  }),
  fuzzTarget(
    "lines of event logs",
    fc.oneof(
      fc.string({ unit: "binary" }),
      mutated(fc.constant({ seq: 1, at: 1, data: { type: "log", level: "info", message: "a" } })).map(
        (value) => JSON.stringify(value) ?? "",
      ),
    ),
    (line) => void parseEvent(line),
  ),
];

const SMALL = [
  {
    name: "first",
    weights: [
      { name: "first/kernel", shape: [3, 3, 3, 4] },
      { name: "first/bias", shape: [4] },
    ],
  },
];

async function readHdf5(bytes: Uint8Array): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "cultivar-fuzz-"));
  try {
    const path = join(folder, "weights.h5");
    writeFileSync(path, bytes);
    await readOrRefuse(() => readKerasHdf5(path, SMALL));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
