// Loads TensorFlow through tfjs and computes with it, in a process of its own: a library that does not fit this machine
// may end the process instead of throwing. Prints one JSON object.
const util = require("node:util");
// Removed from Node 23; tfjs-node 4.22 still calls them.
util.isNullOrUndefined ??= (value) => value == null;
util.isArray ??= Array.isArray;

const tf = require("@tensorflow/tfjs-node-gpu");

const identity = tf.eye(2);
const product = tf.matMul(identity, tf.tensor2d([1, 2, 3, 4], [2, 2])).dataSync();
if (product.join() !== "1,2,3,4") throw new Error(`TensorFlow computes wrongly: [1,2,3,4] × I = [${product.join()}]`);

const backend = tf.backend();
console.log(JSON.stringify({ version: backend.binding.TF_Version, device: backend.isUsingGpuDevice ? "gpu" : "cpu" }));
