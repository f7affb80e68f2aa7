/** Features of a data set that are computed where a test reads them, and zero where nothing does: in seconds, not minutes. */
import type { ExperimentSpec } from "#domain/experiments/spec";
import { standardisationFor } from "#ml/data/standardise";
import type { CreatePredictor } from "#ml/inference/predictor";
import { type Dataset, loadDataset } from "../datasets/cifar10.ts";
import { datasetsFolder } from "../datasets/dataset-files.ts";
import type { Engine } from "../engines/engine.ts";
import { openFrozenPart } from "../features/open-frozen-part.ts";

type Seed = {
  /** Images whose features are wanted, by their index among those to learn from and among those to test on. */
  train: Int32Array;
  test: Int32Array;
  /** Leaves the images from here on to others: to learn from, then to test on. */
  until?: number;
};

const ENOUGH = new Error("The other features are left to the trainer.");

/** Writes what `openFrozenPart` would, by its own way, into `home`. */
export async function seedFeatures(engine: Engine, spec: ExperimentSpec, home: string, seed: Seed): Promise<void> {
  const dataset = await loadDataset(datasetsFolder(process.env), spec.dataset);
  const [height, width, channels] = dataset.image;
  const enough = new AbortController();
  const frozen = await openFrozenPart({
    spec,
    engine: { ...engine, createPredictor: withStandIns(engine.createPredictor, dataset, seed) },
    dataset,
    standardisation: standardisationFor(spec.preprocessing, dataset.train.images, height * width * channels),
    env: { ...process.env, CULTIVAR_HOME: home },
    tell: () => {},
    onProgress: ({ done }) => {
      if (done >= (seed.until ?? Number.POSITIVE_INFINITY)) enough.abort(ENOUGH);
    },
    signal: enough.signal,
  }).catch((error) => {
    if (error !== ENOUGH) throw error;
    return null;
  });
  await frozen?.close();
}

/** Predictors that are asked for one image after the other and compute the wanted ones. */
const withStandIns =
  (createPredictor: CreatePredictor, dataset: Dataset, { train, test }: Seed): CreatePredictor =>
  (task) => {
    const predictor = createPredictor(task);
    const computed = new Map<number, Float32Array>();
    let values = 0;
    const compute = async (images: Uint8Array, indices: Int32Array, firstRow: number) => {
      if (indices.length === 0) return;
      const features = await predictor.logits(images, indices);
      values = features.length / indices.length;
      for (const [i, index] of indices.entries()) {
        computed.set(firstRow + index, features.subarray(i * values, (i + 1) * values));
      }
    };
    let row = 0;
    return {
      async logits(_, { length }) {
        if (row === 0) {
          await compute(dataset.train.images, train, 0);
          await compute(dataset.test.images, test, dataset.train.labels.length);
        }
        const features = new Float32Array(length * values);
        for (let i = 0; i < length; i++) features.set(computed.get(row + i) ?? [], i * values);
        row += length;
        return features;
      },
      dispose: () => predictor.dispose(),
    };
  };
