/** What every engine has to do, tested on the engine itself. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { engineRecord } from "#domain/runs/engine-record";
import { Network } from "#ml/architectures/network";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "#ml/architectures/test/sample-layers";
import { uniforms } from "#ml/data/random";
import type { CreateLearner } from "#ml/training/learner";
import { sampleTraining } from "#ml/training/test/sample-training";
import { createTraining, type TrainingOptions } from "#ml/training/training";
import { ensureFeatures } from "../../features/ensure-features.ts";
import { SAMPLE_IDENTITY } from "../../features/test/sample-features.ts";
import type { Engine } from "../engine.ts";

export function testEngine(open: () => Promise<Engine>): void {
  let engine: Engine;
  let reference: ReturnType<typeof computeSample>;
  let plain: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    await tf.setBackend("cpu");
    reference = computeSample();
    plain = await train();
    engine = await open();
  });
  let tensors = 0;
  beforeEach(() => {
    tensors = tf.memory().numTensors;
  });
  afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

  test("says what it is", () => {
    expect(engineRecord.parse(engine.record)).toEqual(engine.record);
  });

  test("computes what plain JavaScript does, gradients included, for every type of layer", () => {
    const { logits, gradients } = computeSample();
    expect(difference(logits, reference.logits)).toBeLessThan(1e-5);
    gradients.forEach((gradient, i) => {
      expect(difference(gradient, reference.gradients[i] ?? [])).toBeLessThan(1e-5);
    });
  });

  test("shares the gradient of an average among the values that it is of, at the edges too", async () => {
    const x = tf.ones([1, 3, 3, 1]) as tf.Tensor4D;
    const gradient = tf.grad((input) => tf.avgPool(input as tf.Tensor4D, 2, 2, "same"))(x);
    expect([...(await gradient.data())]).toEqual([0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]);
    tf.dispose([x, gradient]);
  });

  test("gives the gradient of a maximum to it where all values are negative", async () => {
    const x = tf.tensor4d([-4, -2, -3, -1], [1, 2, 2, 1]);
    const gradient = tf.grad((input) => tf.maxPool(input as tf.Tensor4D, 2, 2, "same"))(x);
    expect([...(await gradient.data())]).toEqual([0, 0, 0, 1]);
    tf.dispose([x, gradient]);
  });

  test("trains as plain JavaScript does, and twice the same", async () => {
    const first = await train(engine.createLearner);
    expect(first.losses[0]).toBeCloseTo(plain.losses[0] ?? 0, 5);
    expect(await train(engine.createLearner)).toEqual(first);
  });

  test("trains on features from the disk as on pictures of the same values, bit for bit", async () => {
    const { data, image } = sampleTraining();
    const values = image[0] * image[1] * image[2];
    // Pictures become byte / 64 - 2, which float16 holds exactly.
    const standardisation = { mean: 128 / 255, std: 64 / 255 };
    const folder = await mkdtemp(join(tmpdir(), "cultivar-engine-"));
    const features = await ensureFeatures({
      folder,
      identity: SAMPLE_IDENTITY,
      rows: data.labels.length,
      values,
      extract: async (first, count) =>
        Float32Array.from(data.images.subarray(first * values, (first + count) * values), (byte) => byte / 64 - 2),
      batch: 50,
      limitBytes: 1e9,
    });
    const withoutPictures = { images: new Uint8Array(), labels: data.labels };
    const rows = { read: features.read.bind(features), file: features.file, rows: features.rows };
    const options = { features: { ...rows, test: rows.rows, mirrored: null }, data: withoutPictures };
    const trained = await train(engine.createLearner, options);
    await features.close();
    await rm(folder, { recursive: true });
    expect(trained).toEqual(await train(engine.createLearner, { standardisation }));
  });
}

/** Mean losses of the sample training's epochs, and the weights that it ends with. */
async function train(
  createLearner?: CreateLearner,
  changes: Partial<TrainingOptions> = {},
): Promise<{ losses: number[]; parameters: Float32Array }> {
  const training = createTraining({ ...sampleTraining(), ...(createLearner && { createLearner }), ...changes });
  const losses: number[] = [];
  for await (const event of training.run()) if (event.type === "epoch") losses.push(event.trainLoss);
  const { parameters } = await training.result();
  training.dispose();
  return { losses, parameters };
}

/** Logits and gradients of the sample network, on the active backend, for inputs and weights of both signs. */
function computeSample(): { logits: ArrayLike<number>; gradients: ArrayLike<number>[] } {
  const network = new Network(SAMPLE_LAYERS, SAMPLE_INPUT);
  const random = (purpose: "initial-weights" | "shuffle", size: number) =>
    Float32Array.from(uniforms({ seed: 4, purpose }, size), (u) => 2 * u - 1);
  tf.engine().startScope();
  const pictures = tf.tensor4d(random("shuffle", 6 * 7 * 8 * 3), [6, ...SAMPLE_INPUT]);
  const weights = network.split(tf.tensor1d(random("initial-weights", network.parameters)));
  const logits = network.logits(weights, pictures).dataSync().slice();
  const { grads } = tf.valueAndGrads((...inputs) => tf.mean(tf.square(network.logits(inputs, pictures))))(weights);
  const gradients = grads.map((gradient) => gradient.dataSync().slice());
  tf.engine().endScope();
  return { logits, gradients };
}

/** Largest absolute difference, relative to the largest value. */
function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const values = Array.from(expected);
  const scale = Math.max(...values.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(value - (actual[i] ?? Number.NaN)))) / scale;
}
