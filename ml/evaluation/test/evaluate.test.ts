import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { Network } from "../../architectures/network.ts";
import { Batcher } from "../../data/batches.ts";
import { argMax } from "../arg-max.ts";
import { type EvaluationEvent, type EvaluationTask, evaluate } from "../evaluate.ts";

/** A network whose logits are the three bytes of a picture themselves, so that every figure can be worked out by hand. */
function identityTask(images: number[][], labels: number[]): EvaluationTask {
  const head = { name: "dense_1", units: 3, activation: "softmax", kernelInitializer: "glorotUniform" } as const;
  const network = new Network(
    [
      { type: "Flatten", name: "flatten_1" },
      { type: "Dense", ...head },
    ],
    [1, 1, 3],
  );
  return {
    network,
    parameters: tf.tensor1d([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
    batcher: new Batcher([1, 1, 3], { mean: 0, std: 1 / 255 }),
    data: { images: Uint8Array.from(images.flat()), labels: Uint8Array.from(labels) },
    classes: 3,
  };
}

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
  const task = identityTask(IMAGES, LABELS);
  const events = await collect(task);
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
  task.parameters.dispose();
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
  task.parameters.dispose();
});

test("nothing is left behind, also when broken off", async () => {
  const task = identityTask(
    Array.from({ length: 600 }, () => [1, 2, 3]),
    new Array<number>(600).fill(0),
  );
  const before = tf.memory().numTensors;
  for await (const _ of evaluate(task)) break;
  expect(tf.memory().numTensors).toBe(before);
  await collect(task);
  expect(tf.memory().numTensors).toBe(before);
  task.parameters.dispose();
});

test("the first of equal scores is the answer", () => {
  expect(argMax([1, 3, 3])).toBe(1);
});
