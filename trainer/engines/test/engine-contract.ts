/** What every engine has to do, tested on the engine itself. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Architecture } from "#domain/architectures/blocks";
import { foldLayers } from "#domain/architectures/fold-layers";
import { partsOf } from "#domain/architectures/layers-of";
import { engineRecord } from "#domain/runs/engine-record";
import { initialWeights } from "#ml/architectures/initial-weights";
import { Network } from "#ml/architectures/network";
import { SAMPLE_INPUT, SAMPLE_LAYERS } from "#ml/architectures/test/sample-layers";
import { cutByWeight } from "#ml/architectures/weight-specs";
import type { FeatureRows } from "#ml/data/examples";
import { uniforms } from "#ml/data/random";
import type { CreateLearner } from "#ml/training/learner";
import { sampleTraining } from "#ml/training/test/sample-training";
import { createTraining, type TrainingOptions } from "#ml/training/training";
import { ensureFeatures } from "../../features/ensure-features.ts";
import { SAMPLE_IDENTITY } from "../../features/test/sample-features.ts";
import type { Engine } from "../engine.ts";

export function testEngine(open: () => Promise<Engine>): void {
  let engine: Engine;
  let backend: string;
  let reference: ReturnType<typeof computeSample>;
  let plain: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    await tf.setBackend("cpu");
    reference = computeSample();
    plain = await train();
    engine = await open();
    backend = tf.getBackend();
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
    const rows = Float32Array.from(data.images, (byte) => byte / 64 - 2);
    const trained = await withFeatures(rows, values, (features) => train(engine.createLearner, { features }));
    expect(trained).toEqual(await train(engine.createLearner, { standardisation: SIXTY_FOURTHS }));
  });

  test("draws mirrored features where pictures would be mirrored, bit for bit", async () => {
    const { data, image, spec } = sampleTraining();
    const [height, width, channels] = image;
    const values = height * width * channels;
    const count = data.images.length;
    const mirrored = (i: number) => {
      const column = Math.floor(i / channels) % width;
      return data.images[i + (width - 1 - 2 * column) * channels] ?? 0;
    };
    const rows = Float32Array.from({ length: 2 * count }, (_, i) => {
      return (i < count ? (data.images[i] ?? 0) : mirrored(i - count)) / 64 - 2;
    });
    const changes = { spec: { ...spec, augmentation: { flip: true, shift: 0, cutout: 0 } } };
    const trained = await withFeatures(
      rows,
      values,
      (features) => train(engine.createLearner, { ...changes, features }),
      count / values,
    );
    expect(trained).toEqual(await train(engine.createLearner, { ...changes, standardisation: SIXTY_FOURTHS }));
    expect(trained).not.toEqual(await train(engine.createLearner, { standardisation: SIXTY_FOURTHS }));
  });

  test("trains a backbone's last block after the head, at its share of the learning rate, as plain JavaScript does", async () => {
    const { data } = sampleTraining();
    const values = SAMPLE_FEATURES[0] * SAMPLE_FEATURES[1] * SAMPLE_FEATURES[2];
    const uniform = uniforms({ seed: 5, purpose: "shuffle" }, data.labels.length * values);
    // Eighths, which float16 holds exactly.
    const rows = Float32Array.from(uniform, (u) => Math.floor(8 * u) / 8);
    await withFeatures(rows, values, async (features) => {
      const tuned = (createLearner: CreateLearner | undefined, epochs: number, rateFactor: number) =>
        train(createLearner, { features, ...fineTuning(epochs, rateFactor) });
      const learnt = fineTuning(1, 1).pretrained.get("top_conv/kernel") ?? new Float32Array();
      const block = ({ parameters }: { parameters: Float32Array }) => parameters.subarray(0, learnt.length);
      const moves = (parameters: Float32Array) => parameters.map((value, i) => value - (learnt[i] ?? 0));
      const { createLearner } = engine;

      const headOnly = await tuned(createLearner, 1, 1);
      expect(block(headOnly)).toEqual(learnt);
      const whole = await tuned(createLearner, 2, 0.5);
      const half = await tuned(createLearner, 2, 0.25);
      expect(Math.max(...moves(block(whole).subarray(0, 1000)))).toBeGreaterThan(0);
      const twice = moves(block(half)).map((value) => 2 * value);
      expect(difference(twice, moves(block(whole)))).toBeLessThan(1e-3);
      // The head learns by the whole rate whatever the block's.
      expect(whole.parameters.subarray(learnt.length + 1280)).toEqual(half.parameters.subarray(learnt.length + 1280));

      await tf.setBackend("cpu");
      const reference = await tuned(undefined, 2, 0.5);
      await tf.setBackend(backend);
      expect(whole.losses[1]).toBeCloseTo(reference.losses[1] ?? 0, 5);
      expect(difference(moves(block(whole)), moves(block(reference)))).toBeLessThan(1e-3);
    });
  });
}

/** With it pictures become byte / 64 - 2, which float16 holds exactly. */
const SIXTY_FOURTHS = { mean: 128 / 255, std: 64 / 255 };

/** What the last block of EfficientNet-Lite0 reads of a picture enlarged to 96 pixels. */
const SAMPLE_FEATURES = [3, 3, 320] as const;

/** A training of that block in one step for each epoch, the head's first, with drawn weights for learnt ones. */
function fineTuning(epochs: number, rateFactor: number) {
  const { spec } = sampleTraining();
  const architecture: Architecture = {
    backbone: {
      id: "efficientnet-lite0",
      side: 96,
      preprocessing: "own",
      pooling: "average",
      fineTuning: { blocks: 1, afterEpochs: 1, rateFactor },
    },
    blocks: [],
    head: { kernelInitializer: "glorotUniform" },
  };
  const optimizer = { kind: "sgd", learningRate: 0.01, momentum: 0, nesterov: false, weightDecay: 0 } as const;
  const specs = new Network(foldLayers(partsOf(architecture, 4).thawed).layers, SAMPLE_FEATURES).weights;
  const pretrained = new Map(
    cutByWeight(specs, initialWeights(specs, 11)).map((part, i) => [specs[i]?.name ?? "", part]),
  );
  return {
    spec: { ...spec, architecture, optimizer, epochs, trainingSubset: 3, batchSize: 3 },
    pretrained,
    image: SAMPLE_FEATURES,
    validationLimit: 2,
  };
}

/** Does something with features of the sample's images, [image, values]; mirrored ones come after `mirrored` others. */
async function withFeatures<T>(
  rows: Float32Array,
  values: number,
  work: (features: FeatureRows) => Promise<T>,
  mirrored: number | null = null,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-engine-"));
  const features = await ensureFeatures({
    folder,
    identity: SAMPLE_IDENTITY,
    rows: rows.length / values,
    values,
    extract: async (first, count) => rows.subarray(first * values, (first + count) * values),
    batch: 50,
    limitBytes: 1e9,
  });
  try {
    const read = (indices: Int32Array) => features.read(indices);
    return await work({ read, file: features.file, rows: features.rows, test: mirrored ?? features.rows, mirrored });
  } finally {
    await features.close();
    await rm(folder, { recursive: true });
  }
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
  const largest = (of: number[]) => of.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest(values.map((value, i) => value - (actual[i] ?? Number.NaN))) / largest(values);
}
