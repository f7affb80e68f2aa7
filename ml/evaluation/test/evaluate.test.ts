import { expect, test } from "vitest";
import { argMax } from "../arg-max.ts";
import { type EvaluationEvent, type EvaluationTask, evaluate } from "../evaluate.ts";

/** Logits are the three bytes of a picture themselves, so that every figure can be worked out by hand. */
const identityTask = (images: number[][], labels: number[]): EvaluationTask => ({
  logits: async (indices) => Float32Array.from([...indices].flatMap((index) => images[index] ?? [])),
  labels: Uint8Array.from(labels),
  classes: 3,
});

async function collect(task: EvaluationTask): Promise<EvaluationEvent[]> {
  const events: EvaluationEvent[] = [];
  for await (const event of evaluate(task)) events.push(event);
  return events;
}

const IMAGES = [
  [9, 0, 0],
  [0, 9, 0],
  [0, 9, 0],
  [0, 0, 200],
];
const LABELS = [0, 1, 0, 0];

test("counts, accuracies and loss are those worked out by hand", async () => {
  const events = await collect(identityTask(IMAGES, LABELS));
  const right = Math.log(1 + 2 * Math.exp(-9));
  expect(events).toEqual([
    { type: "progress", done: 4, count: 4 },
    {
      type: "result",
      evaluation: {
        count: 4,
        // The last picture's true class has a probability of e^-200, which a float32 softmax would make 0.
        loss: expect.closeTo((2 * right + (9 + right) + 200) / 4, 4),
        accuracy: 0.5,
        confusion: [
          [1, 1, 1],
          [0, 1, 0],
          [0, 0, 0],
        ],
        perClass: [1 / 3, 1, 0],
      },
    },
  ]);
});

test("only the named images count, in batches", async () => {
  const many = Array.from({ length: 600 }, (_, i) => IMAGES[i % 2] ?? []);
  const task = identityTask(
    many,
    many.map((_, i) => i % 2),
  );
  const all = await collect(task);
  expect(all.map((event) => (event.type === "progress" ? event.done : "result"))).toEqual([250, 500, 600, "result"]);
  const few = await collect({ ...task, indices: Int32Array.of(0, 2) });
  expect(few.at(-1)).toMatchObject({ evaluation: { count: 2, accuracy: 1, perClass: [1, 0, 0] } });
});

test("the first of equal scores is the answer", () => {
  expect(argMax([1, 3, 3])).toBe(1);
});
