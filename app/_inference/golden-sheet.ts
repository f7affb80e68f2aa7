import type { SheetIndex } from "#domain/datasets/sheets";
import { cropPixels } from "./crop-pixels.ts";
import { fetchArtefact } from "./fetch-artefact.ts";
import type { TestSheet } from "./test-sheet.ts";

/**
 * The golden pictures of a model, which are the first of the test set, as a sheet, one below the other. They are some 100 kB,
 * and the model's worker fetches them anyway; a sheet of the data set has 3 MB.
 *
 * @param index of the data set, which knows their classes
 * @param share token of the link by which the model is seen
 * @throws InferenceError with a sentence to show
 */
export async function fetchGoldenSheet(
  manifestSha256: string,
  index: Pick<SheetIndex, "test">,
  { signal, share }: { signal: AbortSignal; share: string | undefined },
): Promise<TestSheet> {
  // Late, for its schemas: no page needs them before it shows something.
  const { MAX_MANIFEST_BYTES, parseManifest } = await import("./fetch-model.ts");
  const file = await fetchArtefact(manifestSha256, { signal, share, maxBytes: MAX_MANIFEST_BYTES });
  const { golden, input } = parseManifest(file);
  const { sha256, bytes } = golden.inputs;
  const pictures = await fetchArtefact(sha256, { signal, share, maxBytes: bytes });
  const [height, width, channels] = input.shape;
  const count = golden.indices.length;
  const [first = 0] = golden.indices;
  const all = { data: withAlpha(pictures, channels), width, height: height * count };
  return {
    read: (...part) => cropPixels(all, ...part),
    tile: { width, height },
    columns: 1,
    first,
    labels: index.test.labels.slice(first, first + count),
  };
}

/** uint8 pixels of three channels, or of one that stands for all three, as RGBA. */
function withAlpha(pixels: Uint8Array, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const count = pixels.length / channels;
  const rgba = new Uint8ClampedArray(4 * count).fill(255);
  for (let pixel = 0; pixel < count; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgba[4 * pixel + channel] = pixels[channels * pixel + Math.min(channel, channels - 1)] ?? 0;
    }
  }
  return rgba;
}
