import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { normals } from "../../data/random.ts";
import { buildNeighbourIndex, imagesToIndex, mostIndexed } from "../build-index.ts";
import { nearestNeighbours } from "../nearest.ts";
import { decodeNeighbourIndex, encodeNeighbourIndex, indexBytes } from "../neighbour-index.ts";
import { unitAnswer, WIDEST } from "../unit-answer.ts";
import { dot } from "../vectors.ts";

beforeAll(() => tf.setBackend("cpu"));

const CLASSES = 10;
const TOP = 12;

/** Answers as networks give them: rectified, alike within a class, in fewer directions than they have values. */
function sampleAnswers(count: number, width: number): Float32Array[] {
  const drawn = (owner: string, length: number) => normals({ seed: 7, purpose: "initial-weights", owner }, length);
  const rank = 24;
  const directions = drawn("directions", rank * width);
  return Array.from({ length: count }, (_, i) => {
    const of = drawn(`class ${i % CLASSES}`, rank);
    const own = drawn(`image ${i}`, rank);
    const noise = drawn(`noise ${i}`, width);
    return Float32Array.from({ length: width }, (_, at) => {
      let value = 0.2 * (noise[at] ?? 0);
      for (let k = 0; k < rank; k++) value += ((of[k] ?? 0) + (own[k] ?? 0)) * (directions[k * width + at] ?? 0);
      return Math.max(0, value);
    });
  });
}

async function indexOf(answers: readonly Float32Array[]) {
  const images = Int32Array.from(answers.keys(), (i) => 3 * i);
  const labels = Uint8Array.from(answers.keys(), (i) => i % CLASSES);
  const units = Float32Array.from(answers.flatMap((answer) => [...unitAnswer(answer)]));
  // From a place in a larger buffer, as files are read.
  const bytes = Buffer.concat([
    Buffer.alloc(1),
    encodeNeighbourIndex(await buildNeighbourIndex(units, images, labels)),
  ]);
  return decodeNeighbourIndex(bytes.subarray(1));
}

describe.each([
  ["as they are", 40, 0.01],
  ["projected", 300, 0.08],
])("answers that are kept %s", (_, width, bound) => {
  const [count, asked] = [200, 15];
  const all = sampleAnswers(count + asked, width);
  const [kept, others] = [all.slice(0, count), all.slice(count)];

  test("each is found by itself first, with a cosine of 1", async () => {
    const index = await indexOf(kept);
    for (const [i, answer] of kept.slice(0, asked).entries()) {
      const [first] = nearestNeighbours(index, answer, 1);
      expect(first).toMatchObject({ image: 3 * i, label: i % CLASSES });
      expect(first?.similarity).toBeGreaterThan(0.999);
      expect(first?.similarity).toBeLessThan(1.0001);
    }
  });

  test("the nearest of others are those of an exact search, and so are the cosines", async () => {
    const index = await indexOf(kept);
    const units = kept.map((answer) => unitAnswer(answer));
    let shared = 0;
    for (const answer of others) {
      const cosines = units.map((unit) => dot(unit, unitAnswer(answer)));
      const exact = new Set([...cosines.keys()].sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, TOP));
      const found = nearestNeighbours(index, answer, TOP);
      expect(found.map(({ similarity }) => similarity)).toEqual(
        found.map(({ similarity }) => similarity).sort((a, b) => b - a),
      );
      for (const { image, similarity } of found) {
        expect(Math.abs(similarity - (cosines[image / 3] ?? Number.NaN))).toBeLessThan(bound);
      }
      shared += found.filter(({ image }) => exact.has(image / 3)).length;
    }
    expect(shared / (TOP * asked)).toBeGreaterThan(0.85);
  });
});

test("answers of more values than are kept are folded, here as there", async () => {
  const answers = sampleAnswers(12, WIDEST + 500);
  const index = await indexOf(answers);
  expect(index.projection?.width).toBe(WIDEST);
  expect(nearestNeighbours(index, answers[5] as Float32Array, 1)[0]?.image).toBe(15);
});

test("folding keeps inner products but for a few hundredths", () => {
  const [a, b] = sampleAnswers(2, 10_000) as [Float32Array, Float32Array];
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  expect(Math.abs(dot(unitAnswer(a), unitAnswer(b)) - cosine)).toBeLessThan(0.05);
});

test("fewer images than directions, and answers of nothing but zeros, leave no number that is none", async () => {
  const answers = [...sampleAnswers(5, 100), new Float32Array(100)];
  const index = await indexOf(answers);
  expect(nearestNeighbours(index, answers[2] as Float32Array, TOP)[0]?.image).toBe(6);
  const found = nearestNeighbours(index, new Float32Array(100), TOP);
  expect(found.map(({ similarity }) => similarity)).toEqual([0, 0, 0, 0, 0, 0]);
});

test("an index made twice is the same, and leaves nothing on the backend", async () => {
  const answers = sampleAnswers(40, 100);
  const before = tf.memory().numTensors;
  expect(await indexOf(answers)).toEqual(await indexOf(answers));
  expect(tf.memory().numTensors).toBe(before);
});

test.each([64, 128, 256, 1280, 2048, 100_000])("for answers of %d values it has 400 kB at most", (values) => {
  const images = mostIndexed(values);
  const width = values > 64 ? Math.min(values, WIDEST) : 0;
  expect(indexBytes({ images, values: 64, width })).toBeLessThanOrEqual(400_000);
  expect(images).toBeGreaterThan(3500);
  expect(images).toBeLessThanOrEqual(5000);
});

test("the first trained images of each class are indexed, equally many of each", () => {
  const labels = Uint8Array.of(0, 1, 0, 0, 2, 1, 2, 0, 1, 2);
  const trained = Int32Array.of(9, 3, 8, 0, 4, 1, 7, 2);
  expect([...imagesToIndex(labels, trained, 6)]).toEqual([0, 1, 2, 4, 8, 9]);
  expect([...imagesToIndex(labels, trained, 100)]).toEqual([0, 1, 2, 3, 4, 7, 8, 9]);
});

test("files that are no index, or cut short, and answers of another network are refused", async () => {
  const index = await indexOf(sampleAnswers(20, 40));
  const bytes = encodeNeighbourIndex(index);
  expect(() => decodeNeighbourIndex(bytes.subarray(0, 10))).toThrow("not an index of neighbours");
  expect(() => decodeNeighbourIndex(bytes.subarray(1))).toThrow("not an index of neighbours");
  expect(() => decodeNeighbourIndex(bytes.subarray(0, -1))).toThrow(`takes ${bytes.length} bytes`);
  expect(() => nearestNeighbours(index, new Float32Array(41), 1)).toThrow("answers with 40 values, not 41");
});
