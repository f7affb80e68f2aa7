/**
 * The fields of a spec that people filter, sort, compare and export by: where each stands in the JSON, what it is called and
 * what kind of value it has. Fields of the blocks of a network are lists, one value per block that has the field.
 */

import { BACKBONE_PREPROCESSINGS, FEATURE_POOLINGS } from "../architectures/blocks.ts";
import { BACKBONE_IDS } from "../backbones/backbone-ids.ts";
import { DATASET_IDS } from "../datasets/catalogue.ts";
import { DEVICES, type ExperimentSpec, PRECISIONS, PREPROCESSINGS, SELECTIONS } from "./spec.ts";

export type SpecValue = number | string | boolean | null;

export type SpecField = {
  label: string;
  group: "Training" | "Schedule" | "Data" | "Network";
  /** Keys from the root of the spec; "*" stands for every block. */
  path: readonly string[];
  /** What a spec means that lacks the field; without it the field does not apply there. */
  missing?: number | string | boolean;
} & ({ type: "number" | "boolean" | "list" } | { type: "choice"; options: readonly string[] });

const block = (field: string) => ["architecture", "blocks", "*", field];
const backbone = (...fields: string[]) => ["architecture", "backbone", ...fields];

/** What a network begins with that begins with no backbone. */
const NO_BACKBONE = "none";

export const SPEC_FIELDS = {
  optimizer: {
    label: "Optimiser",
    group: "Training",
    path: ["optimizer", "kind"],
    type: "choice",
    options: ["adam", "adamw", "sgd"],
  },
  learningRate: { label: "Learning rate", group: "Training", path: ["optimizer", "learningRate"], type: "number" },
  batchSize: { label: "Batch size", group: "Training", path: ["batchSize"], type: "number" },
  epochs: { label: "Epochs", group: "Training", path: ["epochs"], type: "number" },
  seed: { label: "Seed", group: "Training", path: ["seed"], type: "number" },
  weightDecay: {
    label: "Weight decay",
    group: "Training",
    path: ["optimizer", "weightDecay"],
    type: "number",
    missing: 0,
  },
  momentum: { label: "Momentum", group: "Training", path: ["optimizer", "momentum"], type: "number" },
  nesterov: { label: "Nesterov", group: "Training", path: ["optimizer", "nesterov"], type: "boolean" },
  beta1: { label: "Beta 1", group: "Training", path: ["optimizer", "beta1"], type: "number" },
  beta2: { label: "Beta 2", group: "Training", path: ["optimizer", "beta2"], type: "number" },
  epsilon: { label: "Epsilon", group: "Training", path: ["optimizer", "epsilon"], type: "number" },
  precision: {
    label: "Precision",
    group: "Training",
    path: ["precision"],
    type: "choice",
    options: PRECISIONS,
    missing: "float32",
  },
  device: { label: "Device", group: "Training", path: ["device"], type: "choice", options: DEVICES, missing: "any" },
  select: { label: "Weights kept", group: "Training", path: ["select"], type: "choice", options: SELECTIONS },
  schedule: {
    label: "Schedule",
    group: "Schedule",
    path: ["schedule", "kind"],
    type: "choice",
    options: ["constant", "cosine", "exponential"],
    missing: "constant",
  },
  warmupEpochs: { label: "Warm-up, epochs", group: "Schedule", path: ["schedule", "warmupEpochs"], type: "number" },
  finalFraction: { label: "Final share", group: "Schedule", path: ["schedule", "finalFraction"], type: "number" },
  decayRate: { label: "Decay rate", group: "Schedule", path: ["schedule", "decayRate"], type: "number" },
  decayEpochs: { label: "Decay period, epochs", group: "Schedule", path: ["schedule", "decayEpochs"], type: "number" },
  staircase: { label: "Staircase", group: "Schedule", path: ["schedule", "staircase"], type: "boolean" },
  dataset: { label: "Data set", group: "Data", path: ["dataset"], type: "choice", options: DATASET_IDS },
  preprocessing: {
    label: "Preprocessing",
    group: "Data",
    path: ["preprocessing"],
    type: "choice",
    options: PREPROCESSINGS,
  },
  /** Null is all, which is more than any number: it does not compare. */
  trainingSubset: { label: "Training images", group: "Data", path: ["trainingSubset"], type: "number" },
  validationFraction: {
    label: "Validation share",
    group: "Data",
    path: ["split", "validationFraction"],
    type: "number",
  },
  splitSeed: { label: "Split seed", group: "Data", path: ["split", "seed"], type: "number" },
  flip: { label: "Mirrored", group: "Data", path: ["augmentation", "flip"], type: "boolean", missing: false },
  shift: { label: "Shift, px", group: "Data", path: ["augmentation", "shift"], type: "number", missing: 0 },
  cutout: { label: "Cutout, px", group: "Data", path: ["augmentation", "cutout"], type: "number", missing: 0 },
  backbone: {
    label: "Backbone",
    group: "Network",
    path: backbone("id"),
    type: "choice",
    options: [NO_BACKBONE, ...BACKBONE_IDS],
    missing: NO_BACKBONE,
  },
  side: { label: "Side, px", group: "Network", path: backbone("side"), type: "number" },
  backbonePreprocessing: {
    label: "Backbone’s preprocessing",
    group: "Network",
    path: backbone("preprocessing"),
    type: "choice",
    options: BACKBONE_PREPROCESSINGS,
  },
  featurePooling: {
    label: "Pooling of features",
    group: "Network",
    path: backbone("pooling"),
    type: "choice",
    options: FEATURE_POOLINGS,
  },
  thawedBlocks: {
    label: "Fine-tuned blocks",
    group: "Network",
    path: backbone("fineTuning", "blocks"),
    type: "number",
  },
  headEpochs: {
    label: "Head alone, epochs",
    group: "Network",
    path: backbone("fineTuning", "afterEpochs"),
    type: "number",
  },
  rateFactor: {
    label: "Fine-tuning rate, share",
    group: "Network",
    path: backbone("fineTuning", "rateFactor"),
    type: "number",
  },
  filters: { label: "Filters", group: "Network", path: block("filters"), type: "list" },
  kernels: { label: "Kernels", group: "Network", path: block("kernel"), type: "list" },
  convolutions: { label: "Convolutions", group: "Network", path: block("convolution"), type: "list" },
  pools: { label: "Pools", group: "Network", path: block("pool"), type: "list" },
  units: { label: "Units", group: "Network", path: block("units"), type: "list" },
  activations: { label: "Activations", group: "Network", path: block("activation"), type: "list" },
  dropouts: { label: "Dropout", group: "Network", path: block("dropout"), type: "list" },
} as const satisfies Record<string, SpecField>;

export type SpecFieldId = keyof typeof SPEC_FIELDS;
export const SPEC_FIELD_IDS = Object.keys(SPEC_FIELDS) as [SpecFieldId, ...SpecFieldId[]];

/** What a spec says about a field; a list as "32, 64", null where the field does not apply. */
export function specValue(spec: ExperimentSpec, id: SpecFieldId): SpecValue {
  const field: SpecField = SPEC_FIELDS[id];
  const star = field.path.indexOf("*");
  if (star < 0) return toValue(at(spec, field.path)) ?? field.missing ?? null;
  const blocks = at(spec, field.path.slice(0, star));
  const values = Array.isArray(blocks) ? blocks.map((one) => toValue(at(one, field.path.slice(star + 1)))) : [];
  return values.filter((value) => value !== null).join(", ") || null;
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );

const toValue = (value: unknown): SpecValue =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean" ? value : null;
