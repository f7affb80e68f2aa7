import { readFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs";
import { unzipSync } from "fflate";
import type { ImageShape } from "#domain/architectures/layers";
import { decodeWeights } from "#ml/inference/weights-codec";

type Exported = { name: string; tfjs: string; shape: ImageShape; inputs: string; outputs: string };

/** Opens an exported model with TensorFlow.js' own loader and compares its answers with the trainer's. */
export async function compareTfjs({ name, tfjs, shape, inputs, outputs }: Exported) {
  const result = { model: name, format: "tfjs" as const };
  try {
    const model = await tf.loadLayersModel(fromArchive(new Uint8Array(await readFile(tfjs))));
    const pictures = tf.tensor(new Uint8Array(await readFile(inputs)), undefined, "int32").reshape([-1, ...shape]);
    const answer = model.predict(pictures) as tf.Tensor;
    const values = await answer.data<"float32">();
    tf.dispose([pictures, answer]);
    model.dispose();
    const expected = decodeWeights(await readFile(outputs), values.length, "The answers");
    const differences = Array.from(values, (value, i) => Math.abs(value - (expected[i] ?? Number.NaN)));
    return { ...result, difference: differences.some(Number.isNaN) ? Number.NaN : Math.max(...differences) };
  } catch (error) {
    return { ...result, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What `tf.loadLayersModel` reads of an unpacked archive. */
function fromArchive(bytes: Uint8Array): tf.io.IOHandler {
  const files = unzipSync(bytes);
  const json = JSON.parse(new TextDecoder().decode(files["model.json"])) as tf.io.ModelJSON;
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  return tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
    weightData: Uint8Array.from(Buffer.concat(paths.map((path) => files[path] ?? new Uint8Array()))).buffer,
  });
}
