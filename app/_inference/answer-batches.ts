/** Many batches, classified by this worker and by others beside it, so that more than one processor computes. */
import type { TestBatch } from "./test-stream.ts";

export type Answers = {
  /** float32 [count, classes] */
  probabilities: Float32Array;
  /** In which the network computed. */
  milliseconds: number;
};
/** @param pixels uint8 [count, height, width, channels] */
export type Classify = (pixels: Uint8Array<ArrayBuffer>, count: number) => Promise<Answers>;
export type AnsweredBatch = Answers & { batch: TestBatch };

/** Batches that a helper has before it: one that it computes, and one so that it need not wait for the next. */
const AHEAD = 2;
/** Batches whose answers wait for one before them. */
const MOST_WAITING = 16;

type Waiting = { batch: TestBatch; answers: Promise<Answers>; isThere: boolean };

/**
 * The batches with their answers, in their own order.
 *
 * @param own computes here
 * @param helpers compute elsewhere, each from when it is ready; what one of them fails at is computed here
 */
export async function* answerBatches(
  batches: AsyncIterable<TestBatch>,
  own: Classify,
  helpers: readonly Promise<Classify>[],
): AsyncGenerator<AnsweredBatch> {
  let ready: { classify: Classify; before: number }[] = [];
  for (const helper of helpers) {
    helper.then(
      (classify) => ready.push({ classify, before: 0 }),
      () => {}, // then there is one fewer
    );
  }
  const waiting: Waiting[] = [];
  const first = async (): Promise<AnsweredBatch> => {
    const { batch, answers } = waiting.shift() as Waiting;
    return { batch, ...(await answers) };
  };

  for await (const batch of batches) {
    const { pixels, count } = batch;
    const helper = ready.find(({ before }) => before < AHEAD);
    if (helper) {
      helper.before += 1;
      const answers = helper
        .classify(pixels, count)
        .catch(() => {
          // Both batches that it has before it may fail.
          ready = ready.filter((one) => one !== helper);
          return own(pixels, count);
        })
        .finally(() => {
          helper.before -= 1;
        });
      waiting.push(follow(batch, answers));
    } else {
      const here = follow(batch, own(pixels, count));
      waiting.push(here);
      await here.answers;
    }
    while (waiting[0]?.isThere || waiting.length > MOST_WAITING) yield await first();
  }
  while (waiting.length > 0) yield await first();
}

function follow(batch: TestBatch, answers: Promise<Answers>): Waiting {
  const waiting: Waiting = { batch, answers, isThere: false };
  answers.then(
    () => {
      waiting.isThere = true;
    },
    () => {}, // whoever awaits it hears
  );
  return waiting;
}
