/**
 * Chooses the type in which a trained network's weights are published: the smallest that changes its answers no more than
 * another backend may, and its accuracy no more than a tenth of a percentage point. What is said of a model is measured with
 * the weights that are published.
 */
import { differingAnswers } from "#domain/evaluation/compare-answers";
import type { Delivery, TriedType } from "#domain/models/delivery";
import { GOLDEN_TOLERANCE, MOST_ACCURACY_CHANGE, SMALLER_TYPES, type WeightType } from "#domain/models/weight-types";
import type { TestPredictions } from "#domain/runs/test-predictions";
import type { Network } from "#ml/architectures/network";
import type { Evaluation } from "#ml/evaluation/evaluate";
import { decodeTyped, encodeTyped, typeOf } from "#ml/inference/encoded-weights";
import { encodeWeights } from "#ml/inference/weights-codec";
import { type Tested, type TestTask, testNetwork } from "../test-network.ts";
import { goldenCount } from "./golden-images.ts";

export type DeliveredWeights = {
  /** What the shards hold. */
  bytes: Uint8Array;
  /** The same as a reader decodes it. */
  parameters: Float32Array<ArrayBuffer>;
  delivery: Delivery;
  /** Of these weights. */
  evaluation: Evaluation;
};

type DeliveryTask = TestTask & {
  /** As they were trained. */
  parameters: Float32Array<ArrayBuffer>;
  /** Test images to measure on, from the first on; all of them unless it says otherwise. */
  count?: number | undefined;
};

/**
 * Costs a second pass over the test set where a smaller type is published, and one batch where none is.
 *
 * @returns the weights that are published, and what they answer to the test set
 * @throws what `pause` throws
 */
export async function deliverWeights(
  task: DeliveryTask,
): Promise<{ delivered: DeliveredWeights; predictions: TestPredictions }> {
  const { network, parameters, count = task.dataset.test.labels.length } = task;
  const trained = (await testNetwork(task, count)) as Tested;
  const delivered = asTrained(parameters, trained.evaluation);
  const golden = Math.min(count, goldenCount(task)) * task.dataset.classes.length;
  for (const dtype of SMALLER_TYPES) {
    const encoded = encodedAs(dtype, network, parameters);
    if (!encoded || encoded.bytes.length >= delivered.bytes.length) continue;
    const tried: TriedType = { dtype, bytes: encoded.bytes.length, goldenDifference: null, test: null };
    delivered.delivery.tried.push(tried);
    const tested = await testNetwork({ ...task, parameters: encoded.parameters }, count, (first) => {
      tried.goldenDifference = largestDifference(first.subarray(0, golden), trained.probabilities);
      // Written so that a NaN ends it too.
      return tried.goldenDifference <= GOLDEN_TOLERANCE;
    });
    if (!tested) continue;
    tried.test = changeOf(tested, trained);
    if (Math.abs(tried.test.accuracy - trained.evaluation.accuracy) > MOST_ACCURACY_CHANGE) continue;
    const delivery = { ...delivered.delivery, dtype };
    return {
      delivered: { ...encoded, delivery, evaluation: tested.evaluation },
      predictions: tested.predictions,
    };
  }
  return { delivered, predictions: trained.predictions };
}

/** Weights that are published as they were trained, without a look at smaller types. */
export function asTrained(parameters: Float32Array<ArrayBuffer>, evaluation: Evaluation): DeliveredWeights {
  const bytes = encodeWeights(parameters);
  const { accuracy } = evaluation;
  return {
    bytes,
    parameters,
    delivery: { dtype: "float32", float32: { bytes: bytes.length, accuracy }, tried: [] },
    evaluation,
  };
}

/** The weights of a network as a manifest describes them. */
export const typedWeights = ({ weights }: Pick<Network, "weights">, dtype: WeightType) =>
  weights.map(({ name, shape }) => ({ name, shape, dtype: typeOf({ shape }, dtype) }));

/** The weights of a network in a type; null where a value cannot be written in it. */
export function encodedAs(dtype: WeightType, network: Network, parameters: Float32Array) {
  const weights = typedWeights(network, dtype);
  const bytes = encodeTyped(weights, parameters);
  return bytes && { bytes, parameters: decodeTyped(weights, bytes, "The weights") };
}

const changeOf = (tested: Tested, trained: Tested): NonNullable<TriedType["test"]> => ({
  accuracy: tested.evaluation.accuracy,
  difference: largestDifference(tested.probabilities, trained.probabilities),
  changedAnswers: differingAnswers(tested.predictions, trained.predictions, tested.evaluation.count).length,
});

/** NaN where a value of `some` is not a number. */
const largestDifference = (some: Float32Array, others: Float32Array): number =>
  some.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (others[i] ?? Number.NaN))), 0);
