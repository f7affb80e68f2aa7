/** Keras 3's `.keras`: a ZIP of the configuration of a functional model and its weights as HDF5. */
import { encodeKerasWeights } from "./keras-hdf5.ts";
import { type KerasLayer, kerasLayers } from "./keras-layers.ts";
import type { ModelSource } from "./model-source.ts";
import { packZip, textFile } from "./pack-zip.ts";
import { readMe, TAKES_PIXELS } from "./read-me.ts";

/** The oldest that opens the file. */
const KERAS_VERSION = "3.0.0";

const NOTES = `${TAKES_PIXELS}
keras.models.load_model opens the file in Keras 3, with any backend.`;

export async function writeKeras(source: ModelSource): Promise<Uint8Array<ArrayBuffer>> {
  const layers = kerasLayers(source, "keras");
  const metadata = { keras_version: KERAS_VERSION, date_saved: source.manifest.provenance.finishedAt };
  return packZip([
    textFile("metadata.json", JSON.stringify(metadata)),
    textFile("config.json", JSON.stringify(modelConfig(layers))),
    { path: "model.weights.h5", bytes: await encodeKerasWeights(layers) },
    textFile("classes.json", JSON.stringify(source.manifest.classes)),
    textFile("README.txt", readMe(source, NOTES)),
  ]);
}

function modelConfig(layers: readonly KerasLayer[]) {
  const outputs = new Map(layers.map(({ name, output }) => [name, output]));
  const tensor = (name: string) => ({
    class_name: "__keras_tensor__",
    config: { shape: [null, ...(outputs.get(name) ?? [])], dtype: "float32", keras_history: [name, 0, 0] },
  });
  const nodes = (inputs: readonly string[]) => {
    if (inputs.length === 0) return [];
    const tensors = inputs.map(tensor);
    // A layer that merges takes its inputs as one list.
    return [{ args: tensors.length > 1 ? [tensors] : tensors, kwargs: {} }];
  };
  return {
    module: "keras.src.models.functional",
    class_name: "Functional",
    config: {
      name: "cultivar",
      trainable: true,
      layers: layers.map(({ className, name, config, inputs }) => ({
        module: "keras.layers",
        class_name: className,
        config: { name, ...(inputs.length > 0 && { trainable: true }), dtype: "float32", ...config },
        registered_name: null,
        name,
        inbound_nodes: nodes(inputs),
      })),
      input_layers: layers.slice(0, 1).map(({ name }) => [name, 0, 0]),
      output_layers: layers.slice(-1).map(({ name }) => [name, 0, 0]),
    },
    registered_name: "Functional",
  };
}
