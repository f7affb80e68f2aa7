import { expect, test } from "vitest";
import { answerBatches, type Classify } from "../answer-batches.ts";
import type { TestBatch } from "../test-stream.ts";

const batch = (first: number): TestBatch => ({
  first,
  pixels: Uint8Array.of(first),
  count: 1,
  labels: Uint8Array.of(0),
});

async function* batches(count: number): AsyncGenerator<TestBatch> {
  for (let first = 0; first < count; first += 1) {
    yield batch(first);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Answers with the batch's own number; counts what it was asked, and takes so long. */
function classifier(milliseconds: number, failsFrom = Number.POSITIVE_INFINITY) {
  const asked: number[] = [];
  const classify: Classify = async ([number = -1]) => {
    asked.push(number);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    if (asked.length >= failsFrom) throw new Error("It was ended.");
    return { probabilities: Float32Array.of(number), milliseconds };
  };
  return { asked, classify };
}

const answersOf = async (...[source, own, helpers]: Parameters<typeof answerBatches>) => {
  const answers: number[] = [];
  for await (const { batch, probabilities } of answerBatches(source, own, helpers)) {
    expect(probabilities[0]).toBe(batch.first);
    answers.push(batch.first);
  }
  return answers;
};
const inOrder = Array.from({ length: 30 }, (_, i) => i);

test("helpers share the work, and answers come in the order of the batches", async () => {
  const [own, slow, quick] = [classifier(0), classifier(60), classifier(20)];
  const helpers = [slow, quick].map(({ classify }) => Promise.resolve(classify));
  expect(await answersOf(batches(30), own.classify, helpers)).toEqual(inOrder);
  for (const { asked } of [own, slow, quick]) expect(asked.length).toBeGreaterThan(0);
  expect([...own.asked, ...slow.asked, ...quick.asked].sort((a, b) => a - b)).toEqual(inOrder);
});

test("without a helper, or with one that does not get ready, all is computed here", async () => {
  const own = classifier(0);
  const never = Promise.reject(new Error("It runs on cpu there."));
  expect(await answersOf(batches(30), own.classify, [never])).toEqual(inOrder);
  expect(own.asked).toEqual(inOrder);
});

test("what a helper fails at is computed here, and it is asked no more", async () => {
  const [own, helper] = [classifier(0), classifier(1, 3)];
  expect(await answersOf(batches(30), own.classify, [Promise.resolve(helper.classify)])).toEqual(inOrder);
  expect(helper.asked.length).toBeLessThanOrEqual(4);
  expect(new Set(own.asked).size).toBeGreaterThanOrEqual(28);
});

test("what fails here is told to whoever waits for it", async () => {
  const own = classifier(0, 5);
  await expect(answersOf(batches(30), own.classify, [])).rejects.toThrow("It was ended.");
});

test("a helper that fails at all it has before it takes no other one along", async () => {
  const [own, failing, working] = [classifier(0), classifier(40, 1), classifier(5)];
  const helpers = [failing, working].map(({ classify }) => Promise.resolve(classify));
  expect(await answersOf(batches(60), own.classify, helpers)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect(failing.asked.length).toBeLessThanOrEqual(2);
  expect(working.asked.at(-1)).toBeGreaterThan(30);
});
