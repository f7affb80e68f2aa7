/** What a published model consists of. The manifest is an artefact itself, stored under its hash. */
import { z } from "zod";
import { layer } from "../architectures/layers.ts";
import { sha256Hex } from "../artefacts/sha256.ts";
import { BACKBONE_IDS } from "../backbones/backbone-ids.ts";
import { experimentSpec } from "../experiments/spec.ts";
import { engineRecord } from "../runs/engine-record.ts";
import { measured } from "../runs/measured.ts";
import { delivery } from "./delivery.ts";
import { WEIGHT_TYPES } from "./weight-types.ts";

const file = z.strictObject({ sha256: sha256Hex, bytes: z.number().int().min(1) });
const weights = z.array(
  z.strictObject({ name: z.string(), shape: z.array(z.number().int().positive()), dtype: z.enum(WEIGHT_TYPES) }),
);

export const modelManifest = z.strictObject({
  v: z.literal(1),
  classes: z.array(z.string()).min(2),
  input: z.strictObject({
    /** Height, width, channels. */
    shape: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
    /** The network sees `(byte / 255 - mean) / std`. */
    mean: z.number(),
    std: z.number().positive(),
  }),
  layers: z.array(layer).min(1),
  /** Values in all weights, those of a backbone too. */
  parameters: z.number().int(),
  /**
   * The trainable weights in the order of the layers, kernel before bias, then the averages of batch normalisation in
   * that order; each in its type, one after the other, cut into shards.
   */
  weights,
  shards: z.array(file).min(1),
  /** How their types were chosen. Older manifests lack it: all of theirs are float32. */
  delivery: delivery.optional(),
  /** The weights of the layers that were frozen, likewise: files that models on one backbone share. */
  backbone: z.strictObject({ id: z.enum(BACKBONE_IDS), weights, shards: z.array(file).min(1) }).optional(),
  /** Test images with the probabilities that the trainer computed for them, for self-tests on other backends. */
  golden: z.strictObject({
    /** Indices into the test set. */
    indices: z.array(z.number().int().min(0)),
    /** uint8 images, [count, height, width, channels]. */
    inputs: file,
    /** float32 probabilities, [count, classes]. */
    outputs: file,
  }),
  provenance: z.strictObject({
    spec: experimentSpec,
    engine: engineRecord,
    codeVersion: z.string(),
    /** Epoch whose weights these are, counted from 1. */
    epoch: z.number().int().min(1),
    endedEarly: z.boolean(),
    trainingImages: z.number().int(),
    trainingSeconds: z.number(),
    /** Of the trained weights in float32, whatever type they are delivered in. */
    weightsSha256: sha256Hex,
    finishedAt: z.iso.datetime(),
  }),
  /** Training pictures by what the network makes of them (`ml/neighbours`). Older manifests lack it. */
  neighbours: z
    .strictObject({
      /** Name of the layer whose answers they are found by. */
      layer: z.string(),
      /** How many there are to be found. */
      images: z.number().int().min(1),
      index: file,
    })
    .optional(),
  /** Of the weights that are delivered. */
  test: z.strictObject({
    count: z.number().int(),
    /** Mean categorical cross-entropy in nats. Older manifests have null for one that was no number. */
    loss: measured,
    accuracy: z.number(),
    /** confusion[true class][predicted class]. */
    confusion: z.array(z.array(z.number().int())),
  }),
});
export type ModelManifest = z.infer<typeof modelManifest>;

/** The files that a model is opened with. */
export const filesToOpen = ({ shards, golden, backbone }: ModelManifest) => [
  golden.inputs,
  golden.outputs,
  ...shards,
  ...(backbone?.shards ?? []),
];

/** All files that a manifest names. */
export const modelFiles = (manifest: ModelManifest) => [
  ...filesToOpen(manifest),
  ...(manifest.neighbours ? [manifest.neighbours.index] : []),
];

type File = { sha256: string; bytes: number };

/** What of a model is in the store: its manifest and all files that this names, each once. */
export const storedFiles = (manifest: ModelManifest, itself: File): File[] => [
  ...new Map([itself, ...modelFiles(manifest)].map(({ sha256, bytes }) => [sha256, { sha256, bytes }])).values(),
];
