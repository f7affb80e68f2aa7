/** Makes the index of neighbours from what a network's last layer but one answers to training pictures. */
import * as tf from "@tensorflow/tfjs-core";
import { normals } from "../data/random.ts";
import { indexBytes, type NeighbourIndex, type Projection } from "./neighbour-index.ts";
import { project } from "./project.ts";
import { WIDEST } from "./unit-answer.ts";
import { dot, norm } from "./vectors.ts";

/** Values of a vector: what is longer is projected. */
const VALUES = 64;
const MOST_IMAGES = 5000;
/** A model's index is a fraction of its weights. */
const MOST_BYTES = 400_000;
/** Of the subspace iteration. */
const ROUNDS = 4;
const GREATEST = 127;

/** How many pictures an index holds of answers with so many values. */
export function mostIndexed(values: number): number {
  const width = values > VALUES ? Math.min(values, WIDEST) : 0;
  const kept = { values: Math.min(values, VALUES), width };
  const perImage = indexBytes({ ...kept, images: 1 }) - indexBytes({ ...kept, images: 0 });
  return Math.min(MOST_IMAGES, Math.floor((MOST_BYTES - indexBytes({ ...kept, images: 0 })) / perImage));
}

/**
 * Which training images an index holds: of each class equally many, the first ones in the order of the data set. Published
 * sheets have that order, so the pictures of an index lie on few of them, which all models on a data set share.
 *
 * @param labels true class of each image of the data set
 * @param trained numbers of those that were trained on
 * @returns in rising order
 */
export function imagesToIndex(labels: Uint8Array, trained: Int32Array, most: number): Int32Array {
  const counts = new Map<number, number>();
  const ranks = [...trained.toSorted()].map((image) => {
    const label = labels[image] ?? 0;
    const rank = counts.get(label) ?? 0;
    counts.set(label, rank + 1);
    return { image, rank };
  });
  const chosen = ranks.sort((a, b) => a.rank - b.rank || a.image - b.image).slice(0, most);
  return Int32Array.from(chosen, ({ image }) => image).sort();
}

/**
 * Answers of length 1 are projected on the directions along which they are longest together: the first right singular
 * vectors, by Halko, Martinsson and Tropp's subspace iteration (2011). Of all projections on so few directions this one
 * changes the cosines between them least. Computed on the active backend; nothing stays there.
 *
 * @param answers as `unitAnswer` makes them, one after the other
 * @param labels true class of each image
 */
export async function buildNeighbourIndex(
  answers: Float32Array,
  images: Int32Array,
  labels: Uint8Array,
): Promise<NeighbourIndex> {
  const count = images.length;
  const width = answers.length / count;
  const projection = width > VALUES ? await principalDirections(answers, count, width) : null;
  const values = projection ? VALUES : width;
  const vectors = new Int8Array(count * values);
  for (let i = 0; i < count; i++) {
    const vector = project(answers.subarray(i * width, (i + 1) * width), projection);
    quantise(vector, vectors.subarray(i * values, (i + 1) * values));
  }
  return { images: Uint32Array.from(images), labels, values, vectors, projection };
}

async function principalDirections(answers: Float32Array, count: number, width: number): Promise<Projection> {
  const rows = tf.tensor2d(answers, [count, width]);
  try {
    let directions = Float32Array.from(normals({ seed: 0, purpose: "neighbours" }, VALUES * width));
    for (let round = 0; round < ROUNDS; round++) {
      orthonormalise(directions, width);
      const next = tf.tidy(() => {
        const lengths = tf.matMul(rows, tf.tensor2d(directions, [VALUES, width]), false, true); // [count, values]
        return tf.matMul(lengths, rows, true, false); // [values, width]
      });
      directions = new Float32Array(await next.data<"float32">());
      next.dispose();
    }
    orthonormalise(directions, width);
    const quantised = new Int8Array(directions.length);
    const scales = Float32Array.from({ length: VALUES }, (_, i) => {
      const row = [i * width, (i + 1) * width] as const;
      return quantise(directions.subarray(...row), quantised.subarray(...row));
    });
    return { width, directions: quantised, scales };
  } finally {
    rows.dispose();
  }
}

/** Gram and Schmidt's method, modified, row by row. A row in which nothing is left of the others becomes zero. */
function orthonormalise(rows: Float32Array, width: number): void {
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const before = norm(row);
    for (let other = 0; other < start; other += width) {
      const length = dot(row, rows.subarray(other, other + width));
      for (let i = 0; i < width; i++) row[i] = (row[i] as number) - length * (rows[other + i] as number);
    }
    const after = norm(row);
    const scale = after > 1e-5 * before ? 1 / after : 0;
    for (let i = 0; i < width; i++) row[i] = (row[i] as number) * scale;
  }
}

/**
 * Rounds a vector to whole numbers from -127 to 127.
 *
 * @returns what they are multiplied by to be the vector again
 */
function quantise(vector: Float32Array, into: Int8Array): number {
  const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / GREATEST;
  if (scale > 0) for (let i = 0; i < vector.length; i++) into[i] = Math.round((vector[i] as number) / scale);
  return scale;
}
