import { expect, test } from "vitest";
import { occlusion } from "../occlusion.ts";

const [HEIGHT, WIDTH] = [5, 6];
const PICTURE = Uint8Array.from({ length: HEIGHT * WIDTH }, (_, i) => (37 * i) % 256);

/** A "network" whose first class is as likely as the weighted mean of the picture is bright. */
const brightness = (picture: Uint8Array) =>
  picture.reduce((sum, byte, i) => sum + byte * (i % 7), 0) / picture.reduce((sum, _, i) => sum + 255 * (i % 7), 0);
const calls: number[] = [];
const classify = async (pictures: Uint8Array, count: number) => {
  calls.push(count);
  const answers = Array.from({ length: count }, (_, i) => {
    const first = brightness(pictures.subarray(i * PICTURE.length, (i + 1) * PICTURE.length));
    return [1 - first, first];
  });
  return Float32Array.from(answers.flat());
};

const task = { picture: PICTURE, image: [HEIGHT, WIDTH, 1], classes: 2, classIndex: 1, grey: 90, classify } as const;

/** The definition, one place after the other. */
function plainLoop(size: number, tops: number[], lefts: number[]) {
  const whole = brightness(PICTURE);
  const covering: number[][] = Array.from(PICTURE, () => []);
  const drops: number[] = [];
  for (const top of tops) {
    for (const left of lefts) {
      const hides = (i: number) => {
        const [row, column] = [Math.floor(i / WIDTH), i % WIDTH];
        return row >= top && row < top + size && column >= left && column < left + size;
      };
      const drop = whole - brightness(PICTURE.map((byte, i) => (hides(i) ? 90 : byte)));
      drops.push(drop);
      for (const [i, list] of covering.entries()) if (hides(i)) list.push(drop);
    }
  }
  return { drops, map: covering.map((list) => list.reduce((a, b) => a + b, 0) / (list.length || 1)) };
}

test.each([
  [2, 2, [0, 2, 3], [0, 2, 4]],
  [3, 1, [0, 1, 2], [0, 1, 2, 3]],
  [5, 4, [0], [0, 1]],
])("a square of %i every %i pixels loses what a plain loop finds", async (size, stride, tops, lefts) => {
  const reports: number[] = [];
  const found = await occlusion({
    ...task,
    size,
    stride,
    onProgress: async (done, total) => {
      expect(total).toBe(tops.length * lefts.length);
      reports.push(done);
    },
  });
  const expected = plainLoop(size, tops, lefts);
  expect([found.rows, found.columns]).toEqual([tops.length, lefts.length]);
  expect(found.probability).toBeCloseTo(brightness(PICTURE), 6);
  for (const [i, drop] of expected.drops.entries()) expect(found.drops[i]).toBeCloseTo(drop, 6);
  for (const [i, mean] of expected.map.entries()) expect(found.map[i]).toBeCloseTo(mean, 6);
  expect(reports[0]).toBe(0);
  expect(reports.at(-1)).toBe(tops.length * lefts.length);
});

test("it goes by batches, and stops where its report is refused", async () => {
  calls.length = 0;
  const stopped = occlusion({
    ...task,
    size: 1,
    stride: 1,
    onProgress: async (done) => {
      if (done > 0) throw new Error("enough");
    },
  });
  await expect(stopped).rejects.toThrow("enough");
  expect(calls).toEqual([1, 16]);
});
