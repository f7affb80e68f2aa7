/** A model as its exporters read it. */
import { layerInputs } from "#domain/architectures/layer-inputs";
import { type LayerSummary, summarize } from "#domain/architectures/summary";
import type { ModelManifest } from "#domain/models/manifest";
import { type NamedWeights, type WeightSpec, weightSpecs } from "#ml/architectures/weight-specs";
import { type ClassifierWeights, weightValues } from "#ml/inference/open-model";

export type ModelSource = {
  name: string;
  author: string;
  manifestSha256: string;
  manifest: ModelManifest;
  /** All layers with the shapes of what they read and compute, and the names of what they read. */
  layers: readonly (LayerSummary & { reads: readonly string[] })[];
  specs: readonly WeightSpec[];
  weights: NamedWeights;
};

/** @throws Error when the bytes are not those of the manifest's weights, or these not those of its layers */
export function modelSource(
  facts: Pick<ModelSource, "name" | "author" | "manifestSha256" | "manifest">,
  bytes: ClassifierWeights,
): ModelSource {
  const { layers, input } = facts.manifest;
  const specs = weightSpecs(layers, input.shape);
  const values = weightValues(facts.manifest, bytes);
  for (const { name, size } of specs) {
    if (values.get(name)?.length !== size) throw new Error(`The manifest lacks the weight ${name} of its layers.`);
  }
  const reads = layerInputs(layers);
  const summary = summarize(layers, input.shape);
  return {
    ...facts,
    layers: summary.layers.map((row, i) => ({ ...row, reads: reads[i] ?? [] })),
    specs,
    weights: values,
  };
}

/** A weight's values; the source has those of all its layers. */
export const weightOf = ({ weights }: ModelSource, name: string): Float32Array =>
  weights.get(name) ?? new Float32Array();
