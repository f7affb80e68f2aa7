import { expect, test } from "vitest";
import { condensePoints } from "./condense-points.ts";
import { appendEpochs, appendPoints, decodePoints, type HistoryPoints } from "./run-history.ts";

const base64 = (write: (view: DataView, index: number, value: number) => void, size: number, values: number[]) => {
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (const [index, value] of values.entries()) write(view, index * size, value);
  return Buffer.from(view.buffer).toString("base64");
};
const floats = (...values: number[]) => base64((view, at, value) => view.setFloat64(at, value), 8, values);
const integers = (...values: number[]) => base64((view, at, value) => view.setInt32(at, value), 4, values);

const points = (lastSeq: number, step: number[], loss: number[]): HistoryPoints => ({
  lastSeq,
  count: step.map(() => 1),
  step,
  at: step,
  metrics: { loss: { mean: loss, min: loss, max: loss, odd: loss.map(() => 0) } },
});

test("columns are decoded without a loss", () => {
  const decoded = decodePoints({
    id: "a",
    points: 3,
    lastSeq: 7,
    count: integers(2, 1),
    step: floats(10, 20),
    at: floats(1.5, 2.5),
    metrics: {
      loss: {
        mean: floats(0.1 + 0.2, Number.NaN),
        min: floats(0.1, Number.NaN),
        max: floats(0.5, Number.NaN),
        odd: integers(0, 8 * 3 + 5),
      },
      gpu: { mean: null, min: null, max: null, odd: null },
    },
  });
  expect(decoded).toEqual({
    lastSeq: 7,
    count: [2, 1],
    step: [10, 20],
    at: [1.5, 2.5],
    metrics: { loss: { mean: [0.1 + 0.2, Number.NaN], min: [0.1, Number.NaN], max: [0.5, Number.NaN], odd: [0, 5] } },
  });
});

test("what arrives is put behind what is held", () => {
  const joined = appendPoints(points(2, [10, 20], [3, 2]), points(4, [30], [1]));
  expect(joined.lastSeq).toBe(4);
  expect(joined.step).toEqual([10, 20, 30]);
  expect(joined.metrics.loss?.mean).toEqual([3, 2, 1]);
});

test("steps that are trained once more replace what was done before", () => {
  const joined = appendPoints(points(3, [10, 20, 30], [3, 2, 1]), points(9, [15], [2.5]));
  expect(joined.step).toEqual([10, 15]);
  expect(joined.metrics.loss?.mean).toEqual([3, 2.5]);
});

test("a metric that begins later has nothing before", () => {
  const later = { ...points(4, [30], [1]), metrics: { gpu: { mean: [0.5], min: [0.5], max: [0.5], odd: [0] } } };
  const { gpu, loss } = appendPoints(points(2, [10, 20], [3, 2]), later).metrics;
  expect(gpu?.mean).toEqual([Number.NaN, Number.NaN, 0.5]);
  expect(loss?.mean).toEqual([3, 2, Number.NaN]);
});

test("of an epoch that comes twice the newer counts", () => {
  const epoch = (number: number, trainLoss: number) => ({
    epoch: number,
    at: 0,
    trainLoss,
    trainAccuracy: 0,
    validationLoss: 0,
    validationAccuracy: 0,
  });
  expect(appendEpochs([epoch(1, 1), epoch(2, 2)], [epoch(2, 3)]).map(({ trainLoss }) => trainLoss)).toEqual([1, 3]);
});

test("a spike and a NaN survive however often buckets are put together", () => {
  const step = Array.from({ length: 1001 }, (_, index) => index);
  const held = points(
    1001,
    step,
    step.map((index) => (index === 400 ? 50 : 1)),
  );
  const odd = step.map((index) => (index === 700 ? 1 : 0));
  const loss = held.metrics.loss;
  const few = condensePoints({ ...held, metrics: loss ? { loss: { ...loss, odd } } : {} }, 100);
  expect(few.step.length).toBeLessThanOrEqual(100);
  expect(few.step.at(-1)).toBe(1000);
  expect(Math.max(...(few.metrics.loss?.max ?? []))).toBe(50);
  expect(few.metrics.loss?.odd.filter((kind) => kind === 1)).toHaveLength(1);
  expect(few.count.reduce((sum, count) => sum + count)).toBe(1001);
});
