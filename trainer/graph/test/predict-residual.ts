/**
 * A process that answers with residual blocks as a graph, and prints by how much the answers differ from eager ones. What
 * TensorFlow says of the graph goes to standard error.
 */
import * as tf from "@tensorflow/tfjs-core";
import { PredictionGraph } from "../prediction-graph.ts";
import { numbers, openBackend, relativeDifference } from "./open-backend.ts";

const BATCH = 4;
const BLOCKS = 3;
const CHANNELS = 16;
const SHAPE = [8, 8, CHANNELS] as const;
/** Of a block: a depthwise and a pointwise filter, a bias. */
const WEIGHTS = [[3, 3, CHANNELS, 1], [1, 1, CHANNELS, CHANNELS], [CHANNELS]];

/** Two separable convolutions of the same weights, and the sum that the next block reads twice. */
function block(x: tf.Tensor4D, [depthwise, pointwise, bias]: readonly tf.Tensor[]): tf.Tensor4D {
  const separable = (y: tf.Tensor4D): tf.Tensor4D => {
    const places = tf.depthwiseConv2d(tf.relu(y), depthwise as tf.Tensor4D, 1, "same");
    return tf.add(tf.conv2d(places, pointwise as tf.Tensor4D, 1, "same"), bias as tf.Tensor);
  };
  return tf.add(separable(separable(x)), x);
}

const predict = (weights: readonly tf.Tensor[], x: tf.Tensor4D): tf.Tensor4D =>
  weights.length === 0 ? tf.relu(x) : predict(weights.slice(WEIGHTS.length), block(x, weights));

const backend = await openBackend();
if (!backend) throw new Error("TensorFlow is missing.");
const weights = Array.from({ length: BLOCKS }, () => WEIGHTS)
  .flat()
  .map((shape, i) => ({ name: `weight${i}`, shape, trainable: true }));
const values = weights.map(({ shape }, i) => numbers(tf.util.sizeFromShape(shape), i + 1));
const pictures = numbers(BATCH * tf.util.sizeFromShape([...SHAPE]), 7);
const graph = new PredictionGraph(
  backend,
  {
    weights,
    examples: { pictures: { type: "float32", shape: SHAPE } },
    predict: (tensors, batch) => predict(tensors, batch.pictures as tf.Tensor4D),
  },
  { batch: BATCH, parts: 2 },
  values,
);
const answers = graph.run(BATCH, (_start, _count, [into]) => into?.set(pictures));
const tensors = values.map((value, i) => tf.tensor(value, weights[i]?.shape));
const eager = predict(tensors, tf.tensor4d(pictures, [BATCH, ...SHAPE]));
process.stdout.write(String(relativeDifference(answers, eager.dataSync())));
