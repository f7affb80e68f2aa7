/** Fetches the training pictures that a model was published with, as the index by which they are found. */
import type { ModelManifest } from "#domain/models/manifest";
import { decodeNeighbourIndex, type NeighbourIndex } from "#ml/neighbours/neighbour-index";
import { fetchArtefact } from "./fetch-artefact.ts";

export type IndexedPictures = {
  /** Name of the layer by whose answers they are found. */
  layer: string;
  index: NeighbourIndex;
};

/** @returns null for a model that was published without */
export async function fetchNeighbours(
  { neighbours }: Pick<ModelManifest, "neighbours">,
  signal: AbortSignal,
): Promise<IndexedPictures | null> {
  if (!neighbours) return null;
  const { layer, index } = neighbours;
  const bytes = await fetchArtefact(index.sha256, { signal, maxBytes: index.bytes });
  return { layer, index: decodeNeighbourIndex(bytes) };
}
