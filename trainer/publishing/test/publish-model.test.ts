import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImageShape } from "#domain/architectures/layers";
import { joinLayers } from "#domain/architectures/layers-of";
import { presetSpec } from "#domain/experiments/presets";
import { modelManifest } from "#domain/models/manifest";
import { SAMPLE_ENGINE } from "#domain/runs/test/sample-engine";
import { initialWeights } from "#ml/architectures/initial-weights";
import { Network } from "#ml/architectures/network";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "#ml/architectures/test/sample-layers";
import { namedWeights } from "#ml/architectures/weight-specs";
import { Classifier } from "#ml/inference/classifier";
import { createEagerPredictor } from "#ml/inference/predictor";
import { softmax } from "#ml/inference/softmax";
import { syntheticImages } from "#ml/training/test/synthetic-images";
import type { FrozenPart } from "../../features/open-frozen-part.ts";
import { asTrained } from "../deliver-weights.ts";
import { type Publication, publishModel } from "../publish-model.ts";
import { sha256Of } from "../sha256-of.ts";

beforeAll(() => tf.setBackend("cpu"));

const CLASSES = ["a", "b", "c", "d"];
/** The sample network, cut before its first dense layer. */
const CUT = SAMPLE_LAYERS.findIndex(({ type }) => type === "Flatten");
const [FROZEN, HEAD] = [SAMPLE_LAYERS.slice(0, CUT), SAMPLE_LAYERS.slice(CUT)];
const frozenNetwork = new Network(FROZEN, SAMPLE_INPUT);
const frozenParameters = initialWeights(frozenNetwork.weights, 1);
const SHAPE: ImageShape = [1, 1, 3];
const head = new Network(HEAD, SHAPE);
const test40 = syntheticImages(40, SAMPLE_INPUT, CLASSES.length);
const standardisation = { mean: 0.4, std: 0.3 };

const frozen: FrozenPart = {
  backbone: "efficientnet-lite0",
  layers: FROZEN,
  weights: namedWeights(FROZEN, frozenParameters, SAMPLE_INPUT),
  standardisation,
  shape: SHAPE,
  features: { read: async () => new Float32Array(), file: "", rows: 0, test: 0, mirrored: null },
  close: async () => {},
};

const confusion = CLASSES.map(() => [10, 0, 0, 0]);
const EVALUATION = { count: 40, loss: 1, accuracy: 0.5, confusion, perClass: [] };

const memory = new Map<string, Uint8Array>();
const store: Publication["store"] = {
  async put(bytes) {
    const sha256 = sha256Of(bytes);
    memory.set(sha256, Uint8Array.from(bytes));
    return { sha256, bytes: bytes.length };
  },
};
const read = (files: readonly { sha256: string }[]) =>
  Uint8Array.from(files.flatMap(({ sha256 }) => [...(memory.get(sha256) ?? [])]));

function publication(seed: number): Publication {
  const parameters = initialWeights(head.weights, seed);
  return {
    store,
    spec: presetSpec("pretrained-lite", seed),
    trained: { parameters, epoch: 1, epochs: 1, endedEarly: false, seconds: 1 },
    delivered: asTrained(parameters, EVALUATION),
    neighbours: null,
    image: SAMPLE_INPUT,
    classes: CLASSES,
    test: test40,
    network: head,
    frozen,
    createPredictor: createEagerPredictor,
    standardisation: { mean: 0, std: 1 },
    trainingImages: 32,
    engine: SAMPLE_ENGINE,
    codeVersion: "1",
    finishedAt: new Date(0),
  };
}

/** What the frozen part, then the head, answer to the first test images. */
async function answersInTwoSteps(seed: number, count: number): Promise<Float32Array> {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  const before = createEagerPredictor({
    network: frozenNetwork,
    image: SAMPLE_INPUT,
    standardisation,
    parameters: frozenParameters,
  });
  const features = await before.logits(test40.images, indices);
  before.dispose();
  const after = createEagerPredictor({
    network: head,
    image: SHAPE,
    standardisation: null,
    parameters: initialWeights(head.weights, seed),
  });
  const size = SHAPE[0] * SHAPE[1] * SHAPE[2];
  const rows = {
    ...frozen.features,
    rows: count,
    read: async (some: Int32Array) =>
      Float32Array.from([...some].flatMap((row) => [...features.subarray(row * size, (row + 1) * size)])),
  };
  const logits = await after.logits(rows, indices);
  after.dispose();
  return softmax(logits, CLASSES.length);
}

describe("a model whose first layers are frozen", () => {
  test("is published as the whole network, which answers what both parts do", async () => {
    const { manifest, manifestSha256, bytes, artefacts } = await publishModel(publication(5));
    const text = new TextDecoder().decode(memory.get(manifestSha256));
    expect(modelManifest.parse(JSON.parse(text))).toEqual(manifest);
    expect(manifest.layers).toEqual(joinLayers(FROZEN, HEAD));
    expect(manifest.parameters).toBe(frozenNetwork.parameters + head.parameters);
    expect(manifest.input).toEqual({ shape: [...SAMPLE_INPUT], ...standardisation });
    expect(manifest.backbone?.weights.map(({ name }) => name)).toEqual(frozenNetwork.weights.map(({ name }) => name));
    expect(manifest.weights.map(({ name }) => name)).toEqual(head.weights.map(({ name }) => name));
    expect(bytes).toBe(artefacts.reduce((sum, sha256) => sum + (memory.get(sha256)?.length ?? 0), 0));

    const golden = new Float32Array(read([manifest.golden.outputs]).buffer);
    expect(golden).toHaveLength(32 * CLASSES.length);
    const expected = await answersInTwoSteps(5, 32);
    golden.forEach((probability, i) => {
      expect(probability).toBeCloseTo(expected[i] ?? Number.NaN, 6);
    });
    const classifier = new Classifier(manifest, {
      weights: read(manifest.shards),
      backbone: read(manifest.backbone?.shards ?? []),
    });
    expect(await classifier.selfTest(read([manifest.golden.inputs]), golden)).toBeLessThan(1e-6);
    classifier.dispose();
  });

  test("shares the frozen part's files with other models on it", async () => {
    const [first, second] = [await publishModel(publication(5)), await publishModel(publication(6))];
    expect(second.manifest.backbone).toEqual(first.manifest.backbone);
    expect(second.manifest.shards).not.toEqual(first.manifest.shards);
    expect(second.manifest.golden.outputs).not.toEqual(first.manifest.golden.outputs);
  });
});
