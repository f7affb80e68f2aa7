/** What a page may ask about an answer of a network, and what it is told. */
import type { OcclusionGrid } from "#domain/models/occlusion-grid";
import type { GradCam } from "#ml/explanation/grad-cam";
import type { FilterWeights, LayerMaps } from "#ml/explanation/layer-maps";
import type { Occlusion } from "#ml/explanation/occlusion";
import type { Neighbour } from "#ml/neighbours/nearest";

export type Question =
  /** Where the maps of `layer` speak for the class. */
  | { kind: "gradCam"; classIndex: number; layer: string }
  /** What the class loses where a square hides the picture. */
  | ({ kind: "occlusion"; classIndex: number } & OcclusionGrid)
  /** What `layer` answers to the picture. */
  | { kind: "layer"; layer: string }
  /** The weights behind channel `filter` of `layer`; null where no filter is. */
  | { kind: "filter"; layer: string; filter: number }
  /** The training pictures that the network answers to most alike before it decides. */
  | { kind: "neighbours"; count: number };

export type Explanation =
  | ({ kind: "gradCam" } & GradCam)
  | ({ kind: "occlusion" } & Occlusion)
  | ({ kind: "layer" } & LayerMaps)
  | { kind: "filter"; weights: FilterWeights | null }
  | { kind: "neighbours"; neighbours: Neighbour[] };

export type ExplanationOf<Kind extends Question["kind"]> = Extract<Explanation, { kind: Kind }>;
