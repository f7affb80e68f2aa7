/** Published models of all kinds of networks, each in the store with its golden pictures and what the trainer answered. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Architecture, Block } from "#domain/architectures/blocks";
import type { Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { presetSpec } from "#domain/experiments/presets";
import { modelFiles, modelManifest } from "#domain/models/manifest";
import { SMALLER_TYPES } from "#domain/models/weight-types";
import { initialWeights } from "#ml/architectures/initial-weights";
import { Network } from "#ml/architectures/network";
import { cutByWeight } from "#ml/architectures/weight-specs";
import { normals } from "#ml/data/random";
import { standardisationFor } from "#ml/data/standardise";
import type { ArtefactStore } from "#storage/store";
import { codeVersion } from "#trainer/code-version";
import { loadDataset } from "#trainer/datasets/cifar10";
import { datasetsFolder } from "#trainer/datasets/dataset-files";
import type { Engine } from "#trainer/engines/engine";
import { asTrained, encodedAs } from "#trainer/publishing/deliver-weights";
import { publishModel } from "#trainer/publishing/publish-model";
import { runProgram } from "./run-program.ts";

const CHECKOUT = join(import.meta.dirname, "../..");

export type SampleModel = { name: string; manifestSha256: string };

/** Trains a preset for some seconds on real images. */
export async function trainedPreset(
  store: ArtefactStore,
  folder: string,
  preset: "scratch" | "deeper",
): Promise<SampleModel> {
  const out = join(folder, preset);
  const limits = ["--epochs", "2", "--limit", "6400", "--eval-limit", "500"];
  const args = [join(CHECKOUT, "trainer/cli.ts"), "--preset", preset, ...limits, "--out", out];
  await runProgram({ program: process.execPath, args });
  const bytes = await readFile(join(out, "manifest.json"));
  for (const { sha256 } of modelFiles(modelManifest.parse(JSON.parse(bytes.toString("utf8"))))) {
    await store.put(await readFile(join(out, sha256)));
  }
  return { name: preset, manifestSha256: (await store.put(bytes)).sha256 };
}

/** A head of some seconds on EfficientNet-Lite0's own weights. */
export async function trainedOnBackbone(storeFolder: string, folder: string): Promise<SampleModel> {
  const program = join(CHECKOUT, "trainer/test/publish-on-backbone.ts");
  const args = [program, storeFolder, join(folder, "features"), "96", "1"];
  const output = await runProgram({ program: process.execPath, args });
  const { manifestSha256 } = JSON.parse(output) as { manifestSha256: string };
  return { name: "pretrained-lite", manifestSha256 };
}

const conv = (changes: Partial<Extract<Block, { kind: "conv" }>>): Block => ({
  kind: "conv",
  convolution: "standard",
  filters: 12,
  kernel: 3,
  batchNorm: false,
  residual: false,
  activation: "relu",
  pool: "none",
  dropout: 0,
  kernelInitializer: "heNormal",
  ...changes,
});

const dense = (changes: Partial<Extract<Block, { kind: "dense" }>>): Block => ({
  kind: "dense",
  units: 24,
  batchNorm: false,
  activation: "relu",
  dropout: 0,
  kernelInitializer: "glorotUniform",
  ...changes,
});

/** Every kind of block with every setting that changes its layers. */
const EVERY_BLOCK: Architecture = {
  backbone: null,
  blocks: [
    conv({ batchNorm: true, residual: true, activation: "leakyRelu" }),
    conv({ convolution: "separable", residual: true, activation: "elu", dropout: 0.2 }),
    conv({ filters: 16, batchNorm: true, residual: true, pool: "max" }),
    conv({ filters: 20, convolution: "separable", batchNorm: true, activation: "tanh", pool: "average", kernel: 4 }),
    conv({ filters: 20, kernel: 5, activation: "linear", pool: "average" }),
    dense({ batchNorm: true, activation: "leakyRelu", dropout: 0.4 }),
    dense({ activation: "tanh", batchNorm: true }),
    dense({ activation: "elu" }),
  ],
  head: { kernelInitializer: "glorotUniform" },
};

const layerBase = { activation: "linear", useBias: true } as const;
/** What backbones have besides: windows that move, valid padding, depthwise convolutions, ReLU6, enlarged pictures. */
const AS_IN_BACKBONES: readonly Layer[] = [
  { type: "Resizing", name: "resizing", height: 96, width: 64, interpolation: "nearest" },
  {
    ...layerBase,
    type: "Conv2D",
    name: "stem_conv",
    filters: 8,
    kernelSize: 3,
    strides: 2,
    padding: "valid",
    activation: "relu6",
    kernelInitializer: "heNormal",
  },
  { type: "MaxPooling2D", name: "stem_pool", poolSize: 3, strides: 2, padding: "same" },
  {
    ...layerBase,
    type: "SeparableConv2D",
    name: "block1_conv",
    inputs: ["stem_pool"],
    filters: 16,
    kernelSize: 3,
    padding: "same",
    depthwiseInitializer: "heNormal",
    pointwiseInitializer: "heNormal",
  },
  { type: "MaxPooling2D", name: "block1_pool", poolSize: 3, strides: 2, padding: "same" },
  {
    ...layerBase,
    type: "Conv2D",
    name: "block1_shortcut",
    inputs: ["stem_pool"],
    filters: 16,
    kernelSize: 1,
    strides: 2,
    padding: "same",
    kernelInitializer: "heNormal",
  },
  { type: "Add", name: "block1_add", inputs: ["block1_pool", "block1_shortcut"] },
  {
    ...layerBase,
    type: "DepthwiseConv2D",
    name: "block2_depthwise",
    kernelSize: 5,
    strides: 2,
    padding: "same",
    activation: "relu6",
    depthwiseInitializer: "heNormal",
  },
  { type: "AveragePooling2D", name: "block2_pool", poolSize: 2, strides: 1, padding: "same" },
  { type: "Add", name: "block2_add", inputs: ["block2_depthwise", "block2_pool", "block2_pool"] },
  { type: "GlobalAveragePooling2D", name: "avg_pool" },
  { type: "Flatten", name: "flatten_1" },
  { ...layerBase, type: "Dense", name: "dense_1", units: 10, activation: "softmax", kernelInitializer: "heNormal" },
];

/**
 * Networks as they are drawn, one as uint8 and one as float16, whose biases and averages are drawn as well, so that none is
 * without effect.
 */
export async function untrainedModels(store: ArtefactStore, engine: Engine): Promise<SampleModel[]> {
  const { train, test, image, classes } = await loadDataset(datasetsFolder(process.env), "cifar10");
  const standardisation = standardisationFor("standardise", train.images, image[0] * image[1] * image[2]);
  const networks = { "every block": layersOf(EVERY_BLOCK, classes.length), "as in backbones": AS_IN_BACKBONES };
  const models: SampleModel[] = [];
  for (const [i, [name, layers]] of Object.entries(networks).entries()) {
    const network = new Network(layers, image);
    const parameters = drawnWeights(network);
    const confusion = classes.map(() => classes.map(() => 0));
    const asDrawn = asTrained(parameters, { count: 1, loss: 0, accuracy: 0, confusion, perClass: [] });
    const dtype = SMALLER_TYPES[i % SMALLER_TYPES.length] ?? "float32";
    const { manifestSha256 } = await publishModel({
      store,
      spec: presetSpec("scratch"),
      trained: { parameters, epoch: 1, epochs: 1, endedEarly: false, seconds: 0 },
      delivered: {
        ...asDrawn,
        ...encodedAs(dtype, network, parameters),
        delivery: { ...asDrawn.delivery, dtype },
      },
      neighbours: null,
      image,
      classes,
      test,
      network,
      frozen: null,
      createPredictor: engine.createPredictor,
      standardisation,
      trainingImages: 0,
      engine: engine.record,
      codeVersion: codeVersion(),
      finishedAt: new Date(),
    });
    models.push({ name, manifestSha256 });
  }
  return models;
}

function drawnWeights({ weights }: Network): Float32Array<ArrayBuffer> {
  const values = initialWeights(weights, 1);
  for (const [i, part] of cutByWeight(weights, values).entries()) {
    const { name = "", initializer } = weights[i] ?? {};
    if (initializer !== "zeros" && initializer !== "ones") continue;
    const drawn = normals({ seed: 2, purpose: "initial-weights", owner: name }, part.length);
    // Variances and scales stay positive.
    drawn.forEach((z, at) => {
      part[at] = initializer === "ones" ? Math.exp(z / 4) : z / 4;
    });
  }
  return values;
}
