/** From a manifest and the bytes of its weights to a network with values. */
import { shapeSize } from "#domain/architectures/shape-size";
import type { ModelManifest } from "#domain/models/manifest";
import { Network } from "../architectures/network.ts";
import { cutByWeight, joinByName, type NamedWeights } from "../architectures/weight-specs.ts";
import { decodeTyped } from "./encoded-weights.ts";

/** What of a manifest a classifier needs. */
export type ClassifierModel = Pick<ModelManifest, "classes" | "input" | "layers" | "weights" | "backbone">;

/** Its shards, one after the other. */
export type ClassifierWeights = {
  weights: Uint8Array;
  /** Of a model on a backbone. */
  backbone?: Uint8Array | undefined;
};

export type OpenModel = {
  network: Network;
  /** All weights of the network, in the order of its weights. */
  parameters: Float32Array<ArrayBuffer>;
};

/** @throws Error when the manifest's weights are not those of its layers, or the bytes are too many or too few */
export function openModel(model: ClassifierModel, bytes: ClassifierWeights): OpenModel {
  const { input, layers, weights, backbone } = model;
  const network = new Network(layers, input.shape);
  const values = weightValues(model, bytes);
  const described = (list: readonly { name: string; shape: number[] }[]) =>
    list
      .map(({ name, shape }) => `${name} [${shape}]`)
      .toSorted()
      .join(", ");
  if (described([...weights, ...(backbone?.weights ?? [])]) !== described(network.weights)) {
    throw new Error("The manifest's weights are not those of its layers.");
  }
  return { network, parameters: joinByName(network.weights, values) };
}

/**
 * The values of a model's weights by name, those of its backbone too.
 *
 * @throws Error when the bytes are too many or too few
 */
export const weightValues = (
  { weights, backbone }: Pick<ClassifierModel, "weights" | "backbone">,
  bytes: ClassifierWeights,
): NamedWeights =>
  new Map([
    ...(backbone ? decoded(backbone.weights, bytes.backbone ?? new Uint8Array(), "The backbone's weights") : []),
    ...decoded(weights, bytes.weights, "The weights"),
  ]);

/** The values of each of `weights`, by name. */
function decoded(weights: ModelManifest["weights"], bytes: Uint8Array, what: string): [string, Float32Array][] {
  const specs = weights.map(({ name, shape }) => ({ name, size: shapeSize(shape) }));
  const values = decodeTyped(weights, bytes, what);
  return cutByWeight(specs, values).map((part, i) => [specs[i]?.name ?? "", part]);
}
