import type { FeatureRequest } from "../ensure-features.ts";
import type { FeatureIdentity } from "../feature-identity.ts";

export const SAMPLE_IDENTITY: FeatureIdentity = {
  backbone: "sample",
  weightsSha256: "a".repeat(64),
  mean: 0,
  std: 1,
  layers: [{ type: "Resizing", name: "resizing", height: 71, width: 71, interpolation: "bilinear" }],
  precision: "float32",
  datasetSha256: "b".repeat(64),
};

/** Four chunks, of which the last is short. */
export const SAMPLE_SHAPE = { rows: 1600, values: 600 };
export const CHUNK_ROWS = 512;

/** A value of an image, the same wherever it is computed, and without a rounding as float16. */
export const sampleValue = (image: number, place: number): number => ((image * 31 + place * 7) % 2048) / 8 - 100;

export async function sampleRows(first: number, count: number): Promise<Float32Array> {
  const { values } = SAMPLE_SHAPE;
  return Float32Array.from({ length: count * values }, (_, i) =>
    sampleValue(first + Math.floor(i / values), i % values),
  );
}

export const sampleRequest = (folder: string, changes: Partial<FeatureRequest> = {}): FeatureRequest => ({
  ...SAMPLE_SHAPE,
  folder,
  identity: SAMPLE_IDENTITY,
  extract: sampleRows,
  batch: 100,
  limitBytes: 1e9,
  freeBytes: async () => 1e12,
  ...changes,
});
