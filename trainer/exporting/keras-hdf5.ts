/**
 * Weights as Keras 3 keeps them: `layers/<class>_<number>/vars/<number>`, layers of a class counted in the order in which
 * Keras lists them.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { File, ready } from "h5wasm/node";
import type { KerasLayer } from "./keras-layers.ts";
import { kerasOrder } from "./keras-order.ts";

export async function encodeKerasWeights(layers: readonly KerasLayer[]): Promise<Uint8Array> {
  await ready;
  const folder = await mkdtemp(join(tmpdir(), "cultivar-export-"));
  try {
    // The library writes to a file alone.
    const path = join(folder, "model.weights.h5");
    const file = new File(path, "w");
    try {
      writeLayers(file, layers);
    } finally {
      file.close();
    }
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function writeLayers(file: File, layers: readonly KerasLayer[]): void {
  file.create_group("vars");
  const root = file.create_group("layers");
  const counts = new Map<string, number>();
  for (const { className, name, weights } of kerasOrder(layers)) {
    const kind = snakeCase(className);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const variables = root.create_group(count > 0 ? `${kind}_${count}` : kind).create_group("vars");
    variables.create_attribute("name", name);
    for (const [i, { shape, values }] of weights.entries()) {
      variables.create_dataset({ name: String(i), data: values, shape: [...shape], dtype: "<f4" });
    }
  }
}

/** As Keras does it: `LeakyReLU` becomes `leaky_re_lu`. */
const snakeCase = (className: string): string =>
  className
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
