import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { BACKBONES } from "#domain/backbones/catalogue";
import { foldBatchNorms, type WeightedLayers } from "#ml/architectures/fold-batch-norms";
import { Network } from "#ml/architectures/network";
import { type CreatePredictor, createEagerPredictor } from "#ml/inference/predictor";
import { loadDataset } from "../../datasets/cifar10.ts";
import { datasetsFolder } from "../../datasets/dataset-files.ts";
import type { Engine } from "../../engines/engine.ts";
import { openEngine } from "../../engines/open-engine.ts";
import { backbonesFolder, loadBackboneWeights } from "../backbone-weights.ts";
import { prepareBackbone } from "../prepare-backbone.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What PyTorch computes with the same weights for the first test images of CIFAR-10. */
type Fixture = {
  /** Each picture's samples lie so far apart, the first at the picture's number modulo this. */
  step: number;
  pictures: { mean: number; deviation: number; largest: number; sampled: number[] }[];
};

/** Largest difference that rounding explains, of the largest feature. */
const TOLERANCE = 1e-4;
const BATCH = 16;

const { input, standardisation, ...backbone } = BACKBONES["efficientnet-lite0"];
const [height, width] = input;
const layers: Layer[] = [
  { type: "Resizing", name: "resizing", height, width, interpolation: "bilinear" },
  ...backbone.layers,
];
const folder = backbonesFolder(process.env);
const reason = await prepareBackbone(folder, "efficientnet-lite0", () => {}).then(
  () => null,
  (error: Error) => error.message,
);

describe.skipIf(reason !== null)(`features of EfficientNet-Lite0${reason ? `, not tested: ${reason}` : ""}`, () => {
  let engine: Engine;
  let image: ImageShape;
  let pictures: Uint8Array;
  let fixture: Fixture;
  let parameters: Float32Array;
  beforeAll(async () => {
    engine = await openEngine();
    const dataset = await loadDataset(datasetsFolder(process.env), "cifar10");
    image = dataset.image;
    pictures = dataset.test.images;
    fixture = JSON.parse(await readFile(join(import.meta.dirname, "fixtures/efficientnet-lite0.json"), "utf8"));
    parameters = await loadBackboneWeights(folder, "efficientnet-lite0");
  });

  /** Features of each picture of the fixture, [height × width × channels] each. */
  async function features(create: CreatePredictor, network: WeightedLayers): Promise<Float32Array[]> {
    const predictor = create({
      network: new Network(network.layers, image),
      image,
      standardisation,
      parameters: network.parameters,
      batch: BATCH,
    });
    const count = fixture.pictures.length;
    const all = await predictor.logits(
      pictures,
      Int32Array.from({ length: count }, (_, i) => i),
    );
    predictor.dispose();
    const size = all.length / count;
    return fixture.pictures.map((_, i) => all.subarray(i * size, (i + 1) * size));
  }

  const published = () => ({ layers, parameters });
  const folded = () => foldBatchNorms(published(), image);

  /** Largest difference from PyTorch's features, relative: of the pictures' means, deviations and sampled features. */
  async function difference(create: CreatePredictor, network: WeightedLayers): Promise<number> {
    const computed = await features(create, network);
    const differences = fixture.pictures.flatMap(({ mean, deviation, largest, sampled }, i) => {
      const values = Array.from(computed[i] ?? []);
      const ownMean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - ownMean) ** 2, 0);
      const taken = values.filter((_, at) => at % fixture.step === i % fixture.step);
      expect(taken.length).toBe(sampled.length);
      return [
        Math.abs(ownMean / mean - 1),
        Math.abs(Math.sqrt(squares / values.length) / deviation - 1),
        ...sampled.map((value, at) => Math.abs(value - (taken[at] ?? Number.NaN)) / largest),
      ];
    });
    return Math.max(...differences);
  }

  test.each([
    ["by the engine", () => engine.createPredictor, published],
    ["by the engine, batch normalisation folded", () => engine.createPredictor, folded],
    ["one operation after the other", () => createEagerPredictor, published],
    ["one operation after the other, batch normalisation folded", () => createEagerPredictor, folded],
  ])("are PyTorch's: %s", async (_, create, network) => {
    expect(await difference(create(), network())).toBeLessThan(TOLERANCE);
  });
});
