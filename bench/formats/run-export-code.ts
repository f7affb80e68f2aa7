import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { encode } from "fast-png";
import type { ImageShape } from "#domain/architectures/layers";
import { EXPORT_CODE, PICTURE_FILE } from "#domain/models/export-code";
import { runProgram } from "./run-program.ts";

/** The formats whose code is Python; a browser test runs that of TensorFlow.js. */
export const PYTHON_FORMATS = ["keras", "onnx", "npz"] as const;
type PythonFormat = (typeof PYTHON_FORMATS)[number];

type Exported = Record<PythonFormat, string> & {
  name: string;
  folder: string;
  shape: ImageShape;
  inputs: string;
  /** What the trainer takes the first picture for. */
  firstClass: string;
};

/** Runs the code that a model's page shows, beside its file and a picture, and reads what it says of the picture. */
export async function runExportCode(python: string, model: Exported) {
  const { name, folder, shape, inputs, firstClass } = model;
  const [height, width, channels] = shape;
  const data = new Uint8Array(await readFile(inputs)).slice(0, height * width * channels);
  await writeFile(join(folder, PICTURE_FILE), encode({ height, width, channels, data }));
  const results: { model: string; format: PythonFormat; what: "code"; difference?: number; problem?: string }[] = [];
  for (const format of PYTHON_FORMATS) {
    const program = join(folder, `open_${format}.py`);
    // It names its files without a folder, as people have them side by side.
    const enter = `import os\nos.chdir(${JSON.stringify(folder)})\n`;
    await writeFile(program, enter + EXPORT_CODE[format](basename(model[format]), shape));
    const expected = format === "npz" ? "conv2d_1/kernel (" : `${firstClass}: `;
    const env = { ...process.env, KERAS_BACKEND: "jax", JAX_PLATFORMS: "cpu" };
    const result = { model: name, format, what: "code" } as const;
    const outcome = await runProgram({ program: python, args: [program], env }).then(
      (output) => (output.includes(expected) ? { difference: 0 } : { problem: `it says ${output}` }),
      (error: Error) => ({ problem: error.message }),
    );
    results.push({ ...result, ...outcome });
  }
  return results;
}
