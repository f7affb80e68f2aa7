/** The part of a network that training leaves alone: its layers, its weights, and what it answers to a whole data set. */
import { featureRows } from "#domain/experiments/cost";
import type { ExperimentSpec } from "#domain/experiments/spec";
import type { FeatureRows } from "#ml/data/examples";
import type { Standardisation } from "#ml/data/standardise";
import { encodeWeights } from "#ml/inference/weights-codec";
import type { Dataset } from "../datasets/cifar10.ts";
import type { Engine } from "../engines/engine.ts";
import { sha256Of } from "../publishing/sha256-of.ts";
import { ensureFeatures, type FeatureExchange, type FeatureProgress } from "./ensure-features.ts";
import { EXTRACTION_BATCH, Extractor } from "./extractor.ts";
import { featuresFolder, featuresLimit } from "./feature-space.ts";
import { type FrozenLayers, loadFrozenLayers } from "./frozen-layers.ts";

export type FrozenPart = Omit<FrozenLayers, "published"> & {
  features: FeatureRows;
  /** Until then nobody removes the features. */
  close(): Promise<void>;
};

export type FrozenPartTask = {
  /** As the engine trains it, on a backbone. */
  spec: ExperimentSpec;
  engine: Engine;
  dataset: Dataset;
  /** The spec's, of pictures. */
  standardisation: Standardisation;
  /** CULTIVAR_HOME, BACKBONES_DIR, XCEPTION_WEIGHTS, FEATURES_LIMIT_GB. */
  env: Readonly<Record<string, string | undefined>>;
  tell: (line: string) => void;
  onProgress: (progress: FeatureProgress) => void;
  onKept?: (done: number) => void;
  /** By which trainers share features; without it they stay here. */
  exchange?: FeatureExchange;
  /** Ends the work; what was computed is kept. */
  signal?: AbortSignal;
};

/**
 * Loads the frozen layers of a spec and finds or computes their features of all images.
 *
 * @returns null for a spec without a backbone
 * @throws BackboneError when weights are missing
 * @throws FeatureSpaceError when the disk has no room for the features
 * @throws the signal's reason, once it is aborted
 */
export async function openFrozenPart(task: FrozenPartTask): Promise<FrozenPart | null> {
  const { spec, engine, dataset, env, onProgress, onKept, exchange, signal } = task;
  const loaded = await loadFrozenLayers(task);
  if (!loaded) return null;
  const { published, ...frozen } = loaded;
  const { layers, standardisation, shape } = frozen;
  const { train, test } = dataset;
  const counts = { train: train.labels.length, test: test.labels.length };
  const { precision } = spec;
  const extractor = new Extractor({ ...frozen, dataset, createPredictor: engine.createPredictor, precision });
  try {
    const features = await ensureFeatures({
      folder: featuresFolder(env),
      limitBytes: featuresLimit(env),
      identity: {
        backbone: frozen.backbone,
        weightsSha256: sha256Of(encodeWeights(published)),
        ...standardisation,
        layers,
        precision,
        datasetSha256: sha256Of(train.images, test.images),
      },
      rows: featureRows(counts, true),
      needed: featureRows(counts, spec.augmentation.flip),
      values: shape[0] * shape[1] * shape[2],
      batch: EXTRACTION_BATCH,
      extract: (first, count) => extractor.extract(first, count),
      onProgress,
      ...(onKept && { onKept }),
      ...(exchange && { exchange }),
      signal,
    });
    const mirrored = spec.augmentation.flip ? counts.train + counts.test : null;
    return {
      ...frozen,
      features: {
        read: (rows) => features.read(rows),
        file: features.file,
        rows: features.rows,
        test: counts.train,
        mirrored,
      },
      close: () => features.close(),
    };
  } finally {
    extractor.dispose();
  }
}
