/** Runs a compiled network. */
import type { CompiledNetwork } from "./compile-network.ts";
import { pagesOf } from "./module-writer.ts";

export type RunningNetwork = {
  /** Logits, float32 [indices.length, classes], of the uint8 pictures at `indices` of `pictures`. */
  run: (pictures: Uint8Array, indices: Int32Array) => Float32Array<ArrayBuffer>;
  /** The network as it is, for another worker. */
  copy: () => CompiledNetwork;
};

/** Gives the network a memory of its own, which lives as long as what is given back. */
export async function startCompiled(network: CompiledNetwork): Promise<RunningNetwork> {
  const { code, memoryBytes, constants, batch, pixels, logits } = network;
  const memory = new WebAssembly.Memory({ initial: pagesOf(memoryBytes) });
  for (const { address, values } of constants) new Float32Array(memory.buffer, address, values.length).set(values);
  const module = code instanceof WebAssembly.Module ? code : await WebAssembly.compile(code);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const run = instance.exports.run as (pictures: number) => void;
  const bytes = new Uint8Array(memory.buffer);
  const answers = new Float32Array(memory.buffer, logits.address);
  const rowValues = logits.rowBytes / Float32Array.BYTES_PER_ELEMENT;
  return {
    run(pictures, indices) {
      const all = new Float32Array(indices.length * logits.classes);
      for (let first = 0; first < indices.length; first += batch) {
        const some = indices.subarray(first, first + batch);
        some.forEach((index, i) => {
          const picture = pictures.subarray(index * pixels.picture, (index + 1) * pixels.picture);
          bytes.set(picture, pixels.address + i * pixels.picture);
        });
        run(some.length);
        some.forEach((_, i) => {
          const row = answers.subarray(i * rowValues, i * rowValues + logits.classes);
          all.set(row, (first + i) * logits.classes);
        });
      }
      return all;
    },
    copy() {
      const values = new Float32Array(memory.buffer.slice(0, memoryBytes));
      return { ...network, code: module, constants: [{ address: 0, values }] };
    },
  };
}
