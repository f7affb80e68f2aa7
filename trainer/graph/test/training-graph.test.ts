import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OptimizerSpec, optimizer as optimizerSchema } from "#domain/experiments/spec";
import { updateScalars } from "#ml/training/optimizers";
import fixture from "../../../ml/training/test/fixtures/optimizers.json" with { type: "json" };
import { layersModelFunctions } from "../layers-model.ts";
import { adam, descent, type GraphOptimizer, withWeightDecay } from "../optimizers.ts";
import type { TensorflowBackend } from "../tensorflow-backend.ts";
import { TraceError } from "../trace-error.ts";
import { TrainingGraph, type TrainingGraphOptions } from "../training-graph.ts";
import { countTensors, numbers, openBackend, relativeDifference } from "./open-backend.ts";

const backend = (await openBackend()) as TensorflowBackend;

const SETTINGS = { unroll: 2, parts: 1, predictionBatch: 4, precision: "float32" } as const;

function graphOptimizer(spec: OptimizerSpec): GraphOptimizer {
  const plain = spec.kind === "sgd" ? descent(spec) : adam(spec);
  return withWeightDecay(plain);
}

describe.skipIf(!backend)("a training graph", { timeout: 60_000 }, () => {
  let left = countTensors();
  beforeEach(() => {
    left = countTensors();
  });
  afterEach(() => expect(left()).toBe(0));

  // The loss is the product of weights and an example, so an example is the gradient.
  test.each(fixture.cases)("$name updates as Keras does", ({ spec, parameters: expected }) => {
    const parsed = optimizerSchema.parse(spec);
    const size = fixture.initial.length;
    const optimizer = graphOptimizer(parsed);
    const graph = new TrainingGraph(
      backend,
      {
        ...SETTINGS,
        weights: [{ name: "w", shape: [size], trainable: true }],
        data: { gradient: { type: "float32", shape: [size], values: Float32Array.from(fixture.gradients.flat()) } },
        optimizer,
        batchSizes: [1],
        loss: ([w], { gradient }) => ({
          loss: tf.sum(tf.mul(w as tf.Tensor, tf.reshape(gradient as tf.Tensor, [size]))),
          metrics: [],
          averages: [],
        }),
        predict: ([w], { gradient }) => tf.mul(w as tf.Tensor, gradient as tf.Tensor),
      },
      {
        weights: [Float32Array.from(fixture.initial)],
        slots: Array.from({ length: optimizer.slotCount }, () => [new Float32Array(size)]),
      },
    );
    const scalars = fixture.gradients.map((_, i) => updateScalars(parsed, parsed.learningRate, i + 1));
    for (const [i, values] of expected.entries()) {
      graph.train([{ rows: Int32Array.of(i) }], i + 1, scalars.slice(i, i + 1));
      const [actual] = graph.state().weights;
      values.forEach((value, j) => {
        expect(actual?.[j]).toBeCloseTo(value, 6);
      });
    }
    graph.dispose();
  });

  test("refuses a batch of a size that it was not traced for", () => {
    const graph = new TrainingGraph(backend, linear(), { weights: [numbers(3)], slots: [] });
    const rows = (count: number) => [{ rows: Int32Array.from({ length: count }, (_, i) => i) }];
    const update = [{ rate: 0.1, decay: 0 }];
    expect(() => graph.train(rows(3), 1, update)).toThrow(
      "A batch has 3 examples; the graph was traced for batches of 4 and 2.",
    );
    expect(graph.train(rows(2), 1, update)).toHaveLength(1);
    graph.dispose();
  });

  test("refuses to cut a batch into parts whose averages belong together", () => {
    const weights = [...linear().weights, { name: "mean", shape: [3], trainable: false }];
    const create = () =>
      new TrainingGraph(backend, { ...linear(), weights, parts: 2 }, { weights: [numbers(3), numbers(3)], slots: [] });
    expect(create).toThrow("cannot be cut into parts: set parts to 1");
  });

  test("leaves the arrays alone that it was given", () => {
    const weights = numbers(3);
    const graph = new TrainingGraph(backend, linear(), { weights: [weights], slots: [] });
    graph.train([{ rows: Int32Array.of(0, 1) }], 1, [{ rate: 0.1, decay: 0 }]);
    expect(graph.state().weights[0]).not.toEqual(numbers(3));
    expect(weights).toEqual(numbers(3));
    graph.dispose();
  });

  test("answers for any number of rows, in their order", () => {
    const graph = new TrainingGraph(backend, linear(), { weights: [Float32Array.of(1, 0, 0)], slots: [] });
    const first = Array.from({ length: 10 }, (_, i) => numbers(30)[3 * i]);
    const order = [9, 0, 3, 3, 7];
    expect(Array.from(graph.predict(Int32Array.from(order)))).toEqual(order.map((row) => first[row]));
    expect(graph.predict(new Int32Array()).length).toBe(0);
    graph.dispose();
  });

  describe("of a model of the Layers API", () => {
    const models: [string, () => tf.LayersModel][] = [
      ["a sequential one", sequential],
      ["a functional one, with branches", functional],
    ];
    test.each(models)("has its gradients and moving averages: %s", (_, create) => {
      const model = create();
      const images = { type: "float32", shape: [6, 6, 2], values: numbers(8 * 72) } as const;
      const labels = { type: "int32", shape: [], values: Int32Array.from({ length: 8 }, (_, i) => i % 3) } as const;
      const functions = layersModelFunctions(backend, model, { x: "images", labels: "labels", seed: 7 });
      const values = model.weights.map((weight) => new Float32Array(weight.read().dataSync<"float32">()));
      const trainable = model.trainableWeights.map(
        ({ shape }) => new Float32Array(shape.reduce<number>((a, n) => a * (n ?? 1), 1)),
      );
      const graph = new TrainingGraph(
        backend,
        {
          ...SETTINGS,
          ...functions,
          data: { images, labels },
          optimizer: descent({ momentum: 0.5, nesterov: false }),
          batchSizes: [8],
        },
        { weights: values, slots: [trainable] },
      );
      const [figures] = graph.train([{ rows: Int32Array.from({ length: 8 }, (_, i) => i) }], 1, [
        { rate: 1, decay: 0 },
      ]);
      const state = graph.state();
      graph.dispose();

      const x = tf.tensor(images.values, [8, 6, 6, 2]);
      const y = tf.tidy(() => tf.oneHot(tf.tensor1d(labels.values, "int32"), 3));
      const { value, grads } = tf.variableGrads(
        () =>
          tf.mean(tf.metrics.categoricalCrossentropy(y, model.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar,
      );
      expect(figures?.[0]).toBeCloseTo(value.dataSync()[0] ?? 0, 5);
      for (const [i, { name, originalName }] of model.trainableWeights.entries()) {
        const gradient = tf.tidy(() => tf.neg((grads[name] ?? grads[originalName]) as tf.Tensor).dataSync());
        expect(relativeDifference(state.slots[0]?.[i] ?? [], gradient)).toBeLessThan(1e-5);
      }
      // The eager pass has moved the averages; those of the graph have moved alike.
      for (const [i, weight] of model.weights.entries()) {
        if (!model.trainableWeights.includes(weight)) {
          expect(relativeDifference(state.weights[i] ?? [], weight.read().dataSync())).toBeLessThan(1e-5);
        }
      }
      tf.dispose([x, y, value, grads]);
      model.dispose();
    });

    test("draws the masks of dropout from the seed and the step", () => {
      const model = tf.sequential();
      model.add(tf.layers.dropout({ rate: 0.5, inputShape: [400] }));
      model.add(tf.layers.dense({ units: 2, activation: "softmax" }));
      const values = model.weights.map((weight) => new Float32Array(weight.read().dataSync<"float32">()));
      const lossAt = (seed: number, step: number) => {
        const functions = layersModelFunctions(backend, model, { x: "x", labels: "labels", seed });
        const x = { type: "float32", shape: [400], values: numbers(1600) } as const;
        const labels = { type: "int32", shape: [], values: Int32Array.of(0, 1, 0, 1) } as const;
        const options = {
          ...SETTINGS,
          ...functions,
          data: { x, labels },
          optimizer: descent({ momentum: 0, nesterov: false }),
          batchSizes: [4],
        };
        const graph = new TrainingGraph(backend, options, { weights: values, slots: [] });
        const [figures] = graph.train([{ rows: Int32Array.of(0, 1, 2, 3) }], step, [{ rate: 0, decay: 0 }]);
        graph.dispose();
        return figures?.[0];
      };
      const first = lossAt(1, 1);
      expect(lossAt(1, 1)).toBe(first);
      expect(lossAt(1, 2)).not.toBe(first);
      expect(lossAt(2, 1)).not.toBe(first);
      model.dispose();
    });

    test.each<[string, () => tf.LayersModel, RegExp]>([
      ["another activation at its end", () => ending({ activation: "sigmoid" }), /must have the activation softmax/],
      [
        "a regulariser",
        () => ending({ activation: "softmax", kernelRegularizer: "l1l2" }),
        /Regularisers and constraints/,
      ],
      ["noise from JavaScript", noisy, /values were made in JavaScript and differ/],
    ])("refuses %s", (_, create, message) => {
      const model = create();
      const compile = () => {
        const functions = layersModelFunctions(backend, model, { x: "x", labels: "labels", seed: 1 });
        const x = { type: "float32", shape: [3], values: numbers(12) } as const;
        const labels = { type: "int32", shape: [], values: Int32Array.of(0, 1, 0, 1) } as const;
        const values = model.weights.map((weight) => new Float32Array(weight.read().dataSync<"float32">()));
        new TrainingGraph(
          backend,
          {
            ...SETTINGS,
            ...functions,
            data: { x, labels },
            optimizer: descent({ momentum: 0, nesterov: false }),
            batchSizes: [4],
          },
          { weights: values, slots: [] },
        );
      };
      expect(compile).toThrow(TraceError);
      expect(compile).toThrow(message);
      model.dispose();
    });
  });
});

/** Ten examples of three values; the loss is the mean square of their product with the weights. */
function linear(): TrainingGraphOptions {
  const answer = (w: tf.Tensor | undefined, x: tf.Tensor | undefined) => tf.dot(x as tf.Tensor2D, w as tf.Tensor1D);
  return {
    ...SETTINGS,
    weights: [{ name: "w", shape: [3], trainable: true }],
    data: { x: { type: "float32", shape: [3], values: numbers(30) } },
    optimizer: descent({ momentum: 0, nesterov: false }),
    batchSizes: [4, 2],
    loss: ([w], { x }) => ({ loss: tf.mean(tf.square(answer(w, x))), metrics: [], averages: [] }),
    predict: ([w], { x }) => answer(w, x),
  };
}

function sequential(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: "same", useBias: false, inputShape: [6, 6, 2] }));
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.activation({ activation: "relu" }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.separableConv2d({ filters: 5, kernelSize: 2, activation: "tanh" }));
  model.add(tf.layers.globalAveragePooling2d({}));
  model.add(tf.layers.dense({ units: 3, activation: "softmax" }));
  return model;
}

function functional(): tf.LayersModel {
  const input = tf.input({ shape: [6, 6, 2] });
  const stem = tf.layers
    .conv2d({ filters: 3, kernelSize: 3, padding: "same", activation: "elu" })
    .apply(input) as tf.SymbolicTensor;
  const deep = tf.layers
    .depthwiseConv2d({ kernelSize: 3, padding: "same", activation: "sigmoid" })
    .apply(stem) as tf.SymbolicTensor;
  const sum = tf.layers.add().apply([stem, deep]) as tf.SymbolicTensor;
  const pooled = tf.layers
    .averagePooling2d({ poolSize: 2 })
    .apply(tf.layers.leakyReLU({ alpha: 0.2 }).apply(sum)) as tf.SymbolicTensor;
  const output = tf.layers
    .dense({ units: 3, activation: "softmax" })
    .apply(tf.layers.flatten().apply(pooled)) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

function ending(last: { activation: "softmax" | "sigmoid"; kernelRegularizer?: "l1l2" }): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 2, inputShape: [3], ...last }));
  return model;
}

function noisy(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.gaussianNoise({ stddev: 1, inputShape: [3] }));
  model.add(tf.layers.dense({ units: 2, activation: "softmax" }));
  return model;
}
