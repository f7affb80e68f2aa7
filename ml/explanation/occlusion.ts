/**
 * How much a class' probability falls when a part of the picture is hidden (Zeiler and Fergus 2014): a grey square is slid
 * over the picture, which is classified anew at each place.
 */
import type { ImageShape } from "#domain/architectures/layers";
import { type OcclusionGrid, placesAlong } from "#domain/models/occlusion-grid";

export type OcclusionTask = OcclusionGrid & {
  /** uint8, of shape `image`. */
  picture: Uint8Array;
  image: ImageShape;
  classes: number;
  classIndex: number;
  /** Value of the square in all channels, 0 … 255. */
  grey: number;
  /** Probabilities, [count, classes], of uint8 pictures. */
  classify: (pictures: Uint8Array, count: number) => Promise<Float32Array>;
  /** Told after each batch; may reject to stop. Lets others have the thread where it takes its time. */
  onProgress: (done: number, total: number) => Promise<void>;
};

export type Occlusion = {
  /** Probability of the class for the whole picture. */
  probability: number;
  /** What of it is lost, for each place of the square, [rows, columns]; below zero where hiding helps. */
  drops: Float32Array;
  rows: number;
  columns: number;
  /** [height, width]: for each pixel the mean loss over the places that hide it; 0 where none does. */
  map: Float32Array;
};

/** Pictures that are classified between two reports. */
const BATCH = 16;

export async function occlusion(task: OcclusionTask): Promise<Occlusion> {
  const { picture, image, classes, classIndex, size, stride, classify, onProgress } = task;
  const [height, width, channels] = image;
  const [tops, lefts] = [placesAlong(height, size, stride), placesAlong(width, size, stride)];
  const places = tops.flatMap((top) => lefts.map((left) => ({ top, left })));
  const probability = (await classify(picture, 1))[classIndex] ?? Number.NaN;
  await onProgress(0, places.length);

  const drops = new Float32Array(places.length);
  for (let start = 0; start < places.length; start += BATCH) {
    const some = places.slice(start, start + BATCH);
    const pictures = new Uint8Array(some.length * picture.length);
    for (const [i, { top, left }] of some.entries()) {
      const hidden = pictures.subarray(i * picture.length, (i + 1) * picture.length);
      hidden.set(picture);
      for (let row = top; row < top + size; row++) {
        const from = (row * width + left) * channels;
        hidden.fill(task.grey, from, from + size * channels);
      }
    }
    const probabilities = await classify(pictures, some.length);
    for (const i of some.keys()) {
      drops[start + i] = probability - (probabilities[i * classes + classIndex] ?? Number.NaN);
    }
    await onProgress(start + some.length, places.length);
  }
  const map = meanOfCovering(drops, places, size, height, width);
  return { probability, drops, rows: tops.length, columns: lefts.length, map };
}

function meanOfCovering(
  drops: Float32Array,
  places: readonly { top: number; left: number }[],
  size: number,
  height: number,
  width: number,
): Float32Array {
  const sums = new Float64Array(height * width);
  const counts = new Uint32Array(height * width);
  for (const [i, { top, left }] of places.entries()) {
    for (let row = top; row < top + size; row++) {
      for (let at = row * width + left; at < row * width + left + size; at++) {
        sums[at] = (sums[at] as number) + (drops[i] as number);
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }
  return Float32Array.from(sums, (sum, i) => sum / Math.max(1, counts[i] as number));
}
