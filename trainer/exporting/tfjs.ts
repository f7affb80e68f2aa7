/** A layers model of TensorFlow.js: `model.json` and its shards, in a ZIP. */
import { encodeWeights } from "#ml/inference/weights-codec";
import { type KerasLayer, kerasLayers } from "./keras-layers.ts";
import type { ModelSource } from "./model-source.ts";
import { packZip, textFile } from "./pack-zip.ts";
import { readMe, TAKES_PIXELS } from "./read-me.ts";

/** As TensorFlow.js' own converter cuts them. */
const SHARD_BYTES = 4 * 2 ** 20;

const NOTES = `${TAKES_PIXELS}
Unpack the archive into one folder of your site; tf.loadLayersModel(".../model.json") loads it.`;

export function writeTfjs(source: ModelSource): Uint8Array<ArrayBuffer> {
  const layers = kerasLayers(source, "tfjs");
  const weights = layers.flatMap((layer) => layer.weights);
  const bytes = Buffer.concat(weights.map(({ values }) => encodeWeights(values)));
  const count = Math.ceil(bytes.length / SHARD_BYTES);
  const shards = Array.from({ length: count }, (_, i) => ({
    path: `group1-shard${i + 1}of${count}.bin`,
    bytes: bytes.subarray(i * SHARD_BYTES, (i + 1) * SHARD_BYTES),
  }));
  const model = {
    format: "layers-model",
    generatedBy: "Cultivar",
    convertedBy: null,
    modelTopology: {
      keras_version: "2.15.0",
      backend: "tensorflow",
      model_config: { class_name: "Functional", config: topology(layers) },
    },
    weightsManifest: [
      {
        paths: shards.map(({ path }) => path),
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: "float32" })),
      },
    ],
  };
  return packZip([
    textFile("model.json", JSON.stringify(model)),
    ...shards,
    textFile("classes.json", JSON.stringify(source.manifest.classes)),
    textFile("README.txt", readMe(source, NOTES)),
  ]);
}

function topology(layers: readonly KerasLayer[]) {
  const place = (name: string) => [name, 0, 0];
  return {
    name: "cultivar",
    trainable: true,
    layers: layers.map(({ className, name, config, inputs }) => ({
      class_name: className,
      name,
      config: { name, trainable: true, dtype: "float32", ...config },
      inbound_nodes: inputs.length > 0 ? [inputs.map((input) => [...place(input), {}])] : [],
    })),
    input_layers: layers.slice(0, 1).map(({ name }) => place(name)),
    output_layers: layers.slice(-1).map(({ name }) => place(name)),
  };
}
