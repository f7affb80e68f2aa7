import { fetchSheetIndex } from "../../../_inference/sheet-index.ts";
import { fetchTestSheet } from "../../../_inference/test-sheet.ts";
import { PER_CLASS, samplesByClass } from "../_view/samples-by-class.ts";

export type SamplePicture = { png: Uint8Array; aspect: number };

/** Whole pixels of the small pictures, so that they stay sharp on paper, where nothing can be told not to smooth. */
const SCALE = 4;

/** Pictures of each class, a row a class, as one PNG; null where none are published. */
export async function drawSamples(
  indexSha256: string | null,
  classes: number,
  signal: AbortSignal,
): Promise<SamplePicture | null> {
  if (indexSha256 === null) return null;
  const sheet = await fetchTestSheet(await fetchSheetIndex(indexSha256, signal), 0, signal);
  const { width, height } = sheet.tile;
  const small = new OffscreenCanvas(PER_CLASS * (width + 1) - 1, classes * (height + 1) - 1);
  const context = small.getContext("2d");
  if (!context) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, small.width, small.height);
  for (const [row, pictures] of samplesByClass(sheet, classes).entries()) {
    for (const [column, { pixels }] of pictures.entries()) {
      const image = new ImageData(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height);
      context.putImageData(image, column * (width + 1), row * (height + 1));
    }
  }
  const large = new OffscreenCanvas(small.width * SCALE, small.height * SCALE);
  const enlarged = large.getContext("2d");
  if (!enlarged) return null;
  enlarged.imageSmoothingEnabled = false;
  enlarged.drawImage(small, 0, 0, large.width, large.height);
  const blob = await large.convertToBlob({ type: "image/png" });
  return { png: new Uint8Array(await blob.arrayBuffer()), aspect: small.height / small.width };
}
