import type { Maps } from "../layout.ts";
import { advance, defineFunction, f32, get, i32, repeat, set, type WasmFunction } from "../module-writer.ts";
import { VALUE_BYTES } from "../tile.ts";

/** Uint8 pixels to what the network sees, by a table of 256 values. */
export function standardising(table: number, to: Maps): WasmFunction {
  const channels = Array.from({ length: to.channels }, (_, channel) => channel);
  return defineFunction(2, (locals, pixels, output) => {
    const x = locals.i32();
    const value = (channel: number) =>
      f32.load(i32.mul(i32.load8(get(pixels), channel), i32.const(VALUE_BYTES)), table);
    return repeat(locals, to.height, [
      ...set(x, get(output)),
      ...repeat(locals, to.width, [
        ...channels.flatMap((channel) => f32.store(get(x), value(channel), channel * VALUE_BYTES)),
        ...advance(pixels, to.channels),
        ...advance(x, to.pixelBytes),
      ]),
      ...advance(output, to.rowBytes),
    ]);
  });
}
