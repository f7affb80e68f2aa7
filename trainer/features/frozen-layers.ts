/** The layers of a spec that training leaves alone, with their weights. */
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { featureShape, partsOf, runningParts } from "#domain/architectures/layers-of";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { foldWeights } from "#ml/architectures/fold-batch-norms";
import { type NamedWeights, namedWeights } from "#ml/architectures/weight-specs";
import type { Standardisation } from "#ml/data/standardise";
import { loadBackbone } from "../backbones/load-backbone.ts";
import type { Dataset } from "../datasets/cifar10.ts";

export type FrozenLayers = {
  backbone: BackboneId;
  /** All weights of the backbone as they were published. */
  published: Float32Array<ArrayBuffer>;
  /** From the picture to the features, without batch normalisations. */
  layers: readonly Layer[];
  /** Of these layers and, as they were learnt, of those of the backbone that are trained as well. */
  weights: NamedWeights;
  /** How bytes become what the backbone sees. */
  standardisation: Standardisation;
  /** Of the features of one picture. */
  shape: ImageShape;
};

export type FrozenLayersTask = {
  spec: ExperimentSpec;
  dataset: Dataset;
  /** The spec's, of pictures. */
  standardisation: Standardisation;
  /** CULTIVAR_HOME, BACKBONES_DIR, XCEPTION_WEIGHTS. */
  env: Readonly<Record<string, string | undefined>>;
  tell: (line: string) => void;
};

/**
 * @returns null for a spec without a backbone
 * @throws BackboneError when weights are missing
 */
export async function loadFrozenLayers(task: FrozenLayersTask): Promise<FrozenLayers | null> {
  const { spec, dataset, env, tell } = task;
  const { backbone } = spec.architecture;
  if (!backbone) return null;
  const { layers: all, input, ...info } = BACKBONES[backbone.id];
  const published = await loadBackbone(env, backbone.id, tell);
  const parts = partsOf(spec.architecture, dataset.classes.length);
  const { frozen: layers } = runningParts(parts);
  return {
    backbone: backbone.id,
    published,
    layers,
    weights: foldWeights(parts.thawed, foldWeights(parts.frozen, namedWeights(all, published, input))),
    standardisation: backbone.preprocessing === "own" ? info.standardisation : task.standardisation,
    shape: featureShape(layers, dataset.image),
  };
}
