/** The graph against the eager learner on the same backend: gradients, updates, averages, drift; and against itself. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Layer } from "#domain/architectures/layers";
import { layersOf } from "#domain/architectures/layers-of";
import { presetSpec } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { initialWeights } from "#ml/architectures/initial-weights";
import { Network } from "#ml/architectures/network";
import { SAMPLE_INPUT, SAMPLE_NETWORKS } from "#ml/architectures/test/sample-layers";
import { permutation, uniforms } from "#ml/data/random";
import { notebookStandardisation } from "#ml/data/standardise";
import { createEagerLearner } from "#ml/training/eager-learner";
import type { CreateLearner, Learner, LearnerTask } from "#ml/training/learner";
import { AUGMENTED_SPEC, SAMPLE_SPEC, sampleTraining } from "#ml/training/test/sample-training";
import { syntheticImages } from "#ml/training/test/synthetic-images";
import { createTraining } from "#ml/training/training";
import { activeTensorflowBackend } from "../../graph/tensorflow-backend.ts";
import { relativeDifference } from "../../graph/test/open-backend.ts";
import { sha256Of } from "../../publishing/sha256-of.ts";
import { createGraphLearner } from "../graph-learner.ts";
import { isTensorflowAvailable } from "./is-tensorflow-available.ts";

const available = await isTensorflowAvailable();
const graphLearner: CreateLearner = (task) => createGraphLearner(activeTensorflowBackend())(task);
const inParts: CreateLearner = (task) => createGraphLearner(activeTensorflowBackend(), 2)(task);

/** Its first slot is minus the gradient after the first update. */
const GRADIENT_KEEPER = { kind: "sgd", learningRate: 1, momentum: 0.5, nesterov: false, weightDecay: 0 } as const;
const BATCH = 6;
/** One call of TensorFlow takes eight of them, and the others come one by one. */
const STEPS = 9;

type Case = { layers: readonly Layer[]; image: readonly [number, number, number]; classes: number };

function taskOf({ layers, image, classes }: Case, changes: Partial<ExperimentSpec> = {}): LearnerTask {
  const network = new Network(layers, image);
  const data = syntheticImages(60, image, classes);
  const spec = { ...SAMPLE_SPEC, batchSize: BATCH, optimizer: GRADIENT_KEEPER, ...changes };
  // Biases start at zero, which would hide a missing one.
  const noise = uniforms({ seed: 5, purpose: "initial-weights" }, network.parameters);
  const parameters = initialWeights(network.weights, 3).map((value, i) => value + 0.05 * ((noise[i] ?? 0) - 0.5));
  return {
    network,
    spec,
    data,
    image,
    classes,
    standardisation: notebookStandardisation(data.images, image[0] * image[1] * image[2]),
    thawed: new Set(),
    lastBatch: BATCH,
    iterations: 100,
    state: { parameters },
  };
}

const NETWORKS: [string, Case][] = [
  ...SAMPLE_NETWORKS.map(([name, layers]): [string, Case] => [name, { layers, image: SAMPLE_INPUT, classes: 4 }]),
  ...(["scratch", "deeper"] as const).map((preset): [string, Case] => {
    const layers = layersOf(presetSpec(preset).architecture, 10);
    return [preset, { layers, image: [32, 32, 3], classes: 10 }];
  }),
];

/** The batches of some steps, by their numbers from 0 on. */
function batchesOf(from: number, to: number): Int32Array[] {
  const order = permutation({ seed: 1, purpose: "shuffle" }, 60);
  const starts = Array.from({ length: to - from }, (_, i) => ((from + i) % 10) * BATCH);
  return starts.map((start) => order.slice(start, start + BATCH));
}

/** Trains on consecutive batches, `perCall` in a call, and returns their losses. */
async function advance(learner: Learner, from: number, to: number, perCall = to - from): Promise<number[]> {
  const losses: number[] = [];
  for (let at = from; at < to; at += perCall) {
    const results = await learner.train(batchesOf(at, Math.min(to, at + perCall)), at + 1);
    losses.push(...results.map(({ loss }) => loss));
  }
  return losses;
}

/** What is left of a training, and what its network answers. */
async function outcome(learner: Learner) {
  return { ...(await learner.state()), logits: await learner.logits(Int32Array.of(0, 1, 2)) };
}

/** Trains from the start and returns what is left. */
async function trained(create: CreateLearner, task: LearnerTask, steps: number, perCall = steps) {
  const learner = create(task);
  const result = { losses: await advance(learner, 0, steps, perCall), ...(await outcome(learner)) };
  learner.dispose();
  return result;
}

/** All numbers of a training, as their bits; a hash of many is compared faster than they are. */
const bitsOf = ({ losses, parameters, slots, logits }: Awaited<ReturnType<typeof trained>>) =>
  [Float64Array.from(losses), parameters, ...slots, logits].map(({ buffer, byteOffset, byteLength }) =>
    sha256Of(new Uint8Array(buffer, byteOffset, byteLength)),
  );

describe.skipIf(!available)("a graph learner", { timeout: 120_000 }, () => {
  let tensors = 0;
  beforeEach(() => {
    tensors = tf.memory().numTensors;
  });
  afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

  test.each(NETWORKS)("has the gradients, averages and answers of an eager one: %s", async (_, network) => {
    const task = taskOf(network);
    const [graph, eager] = [await trained(graphLearner, task, 1), await trained(createEagerLearner, task, 1)];
    expect(relativeDifference(graph.losses, eager.losses)).toBeLessThan(1e-6);
    let offset = 0;
    for (const { size } of task.network.trainableWeights) {
      const part = (slot: Float32Array | undefined) => slot?.subarray(offset, offset + size) ?? [];
      expect(relativeDifference(part(graph.slots[0]), part(eager.slots[0]))).toBeLessThan(1e-5);
      offset += size;
    }
    const averages = (parameters: Float32Array) => parameters.subarray(task.network.trainableParameters);
    if (task.network.averages.length > 0) {
      expect(relativeDifference(averages(graph.parameters), averages(eager.parameters))).toBeLessThan(1e-5);
    }
    expect(relativeDifference(graph.logits, eager.logits)).toBeLessThan(1e-4);
  });

  test.each(NETWORKS.filter(([name]) => name !== "with branches"))(
    "computes a batch in parts as it computes a whole one, masks and changed pictures included: %s",
    async (_, network) => {
      const augmentation = { flip: true, shift: 2, cutout: 3 };
      const task = taskOf(network, { augmentation, optimizer: { ...SAMPLE_SPEC.optimizer } });
      const whole = await trained(graphLearner, task, 1);
      const learner = inParts(task);
      const parts = { losses: await advance(learner, 0, 1), ...(await outcome(learner)) };
      expect(relativeDifference(parts.losses, whole.losses)).toBeLessThan(1e-6);
      // After its first update Adam's first moment is the gradient but for a factor.
      expect(relativeDifference(parts.slots[0] ?? [], whole.slots[0] ?? [])).toBeLessThan(1e-5);
      expect(relativeDifference(parts.logits, whole.logits)).toBeLessThan(1e-4);
      const losses = [...parts.losses, ...(await advance(learner, 1, STEPS, 1))];
      const one = { losses, ...(await outcome(learner)) };
      learner.dispose();
      expect(bitsOf(one)).toEqual(bitsOf(await trained(inParts, task, STEPS)));
    },
  );

  test.each(NETWORKS)(
    "takes several steps in a call, and ends bit for bit as with one a call: %s",
    async (_, network) => {
      const task = taskOf(network, { ...AUGMENTED_SPEC, optimizer: { ...SAMPLE_SPEC.optimizer } });
      const together = await trained(graphLearner, task, STEPS);
      expect(bitsOf(await trained(graphLearner, task, STEPS, 1))).toEqual(bitsOf(together));
    },
  );

  test("goes on from a state as if nothing had happened, bit for bit", async () => {
    const [, network] = NETWORKS.at(-1) as [string, Case];
    const task = taskOf(network, { optimizer: { ...SAMPLE_SPEC.optimizer } });
    const whole = await trained(graphLearner, task, 10);
    const half = await trained(graphLearner, task, 5);
    const rest = graphLearner({ ...task, state: half });
    const losses = [...half.losses, ...(await advance(rest, 5, 10))];
    expect(bitsOf({ losses, ...(await outcome(rest)) })).toEqual(bitsOf(whole));
    rest.dispose();
  });

  test.each([
    ["everything off", {}],
    ["augmentation, decay, a schedule, batch normalisation", AUGMENTED_SPEC],
  ])("trains as an eager one: %s", async (_, spec) => {
    const run = async (createLearner: CreateLearner) => {
      const training = createTraining({ ...sampleTraining({ ...spec, epochs: 1 }), createLearner });
      const losses: number[] = [];
      for await (const event of training.run()) {
        if (event.type === "epoch") losses.push(event.trainLoss, event.validationLoss);
      }
      const { parameters } = await training.result();
      training.dispose();
      return { losses, parameters };
    };
    const [graph, eager] = [await run(graphLearner), await run(createEagerLearner)];
    expect(relativeDifference(graph.losses, eager.losses)).toBeLessThan(1e-4);
    expect(relativeDifference(graph.parameters, eager.parameters)).toBeLessThan(1e-3);
  });

  // Training amplifies the rounding in which two ways of computing differ. How much is to be expected is seen from eager
  // runs whose weights differ by one part in ten million at the start.
  test.each(NETWORKS.filter(([name]) => name === "in a row" || name === "deeper"))(
    "drifts from an eager one no more than eager ones do that differ by a rounding: %s",
    async (_, network) => {
      const layers = network.layers.filter(({ type }) => type !== "Dropout");
      const drifts: { graph: number; eager: number }[] = [];
      for (let seed = 1; seed <= 3; seed++) {
        const task = taskOf({ ...network, layers }, { optimizer: { ...SAMPLE_SPEC.optimizer }, seed });
        const parameters = initialWeights(task.network.weights, seed);
        const nudged = parameters.map((value, i) => value * (1 + (i % 2 === 0 ? 1e-7 : -1e-7)));
        const run = (create: CreateLearner, start: Float32Array<ArrayBuffer>) =>
          trained(create, { ...task, state: { parameters: start } }, STEPS);
        const eager = await run(createEagerLearner, parameters);
        const [graph, near] = [await run(graphLearner, parameters), await run(createEagerLearner, nudged)];
        drifts.push({
          graph: relativeDifference(graph.parameters, eager.parameters),
          eager: relativeDifference(near.parameters, eager.parameters),
        });
      }
      expect(median(drifts.map(({ graph }) => graph))).toBeLessThan(3 * median(drifts.map(({ eager }) => eager)));
    },
  );

  test("refuses the state of another network or optimiser", () => {
    const [, network] = NETWORKS[0] as [string, Case];
    const task = taskOf(network);
    const start = { parameters: task.state.parameters };
    expect(() => graphLearner({ ...task, state: { ...start, slots: [] } })).toThrow(/another network or optimiser/);
    expect(() => graphLearner({ ...task, state: { parameters: new Float32Array(3) } })).toThrow(RangeError);
  });

  test("computes products in bfloat16 where it is asked to, close to float32", async () => {
    const [, network] = NETWORKS.at(-1) as [string, Case];
    const exact = await trained(graphLearner, taskOf(network), 1);
    const rounded = await trained(graphLearner, taskOf(network, { precision: "bfloat16" }), 1);
    const [a, b] = [rounded.slots[0] ?? [], exact.slots[0] ?? []];
    // bfloat16 has 8 significant bits.
    expect(relativeDifference(a, b)).toBeGreaterThan(1e-4);
    expect(cosine(a, b)).toBeGreaterThan(0.999);
  });
});

/** Of the angle between two vectors. */
function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const product = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
