import type { Maps } from "../layout.ts";
import { advance, defineFunction, f32x4, get, repeat, set, type WasmFunction } from "../module-writer.ts";
import { VECTOR_BYTES } from "../tile.ts";
import { type Rectifier, rectified } from "./rectifier.ts";

/** The sum of maps of one shape, rectified. Takes their addresses, then that of the result. */
export function adding(from: readonly Maps[], to: Maps, rectifier: Rectifier): WasmFunction {
  return defineFunction(from.length + 1, (locals, ...addresses) => {
    const sum = locals.v128();
    const output = addresses.at(-1) as number;
    const inputs = addresses.slice(0, -1);
    const bytes = to.width * to.pixelBytes;
    const all = inputs.map((input) => f32x4.load(get(input))).reduce((a, b) => f32x4.add(a, b));
    return repeat(locals, to.height, [
      ...repeat(locals, bytes / VECTOR_BYTES, [
        ...set(sum, all),
        ...f32x4.store(get(output), rectified(sum, rectifier)),
        ...addresses.flatMap((address) => advance(address, VECTOR_BYTES)),
      ]),
      ...inputs.flatMap((input, i) => advance(input, (from[i]?.rowBytes ?? 0) - bytes)),
      ...advance(output, to.rowBytes - bytes),
    ]);
  });
}
