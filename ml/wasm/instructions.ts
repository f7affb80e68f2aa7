/** What the processor's vectors can do here, found out by asking whether a module with it is valid. */
import { type Code, defineFunction, f32x4, get, i32, set, writeModule } from "./module-writer.ts";

/** a × b + c */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

/** Rounded once where the processor has an instruction for it, which makes products of matrices twice as fast. */
const FUSED: MultiplyAdd = f32x4.relaxedMultiplyAdd;
/** Rounded after the product and after the sum. */
export const SEPARATE: MultiplyAdd = (a, b, c) => f32x4.add(f32x4.mul(a, b), c);

/** The fastest product and sum that WebAssembly has here; null where it has no vectors, or there is no WebAssembly. */
export const multiplyAddHere = (): MultiplyAdd | null => [FUSED, SEPARATE].find(isValid) ?? null;

function isValid(multiplyAdd: MultiplyAdd): boolean {
  const once = defineFunction(0, (locals) => {
    const local = locals.v128();
    return set(local, multiplyAdd(get(local), get(local), f32x4.load(i32.const(0))));
  });
  return "WebAssembly" in globalThis && Boolean(globalThis.WebAssembly?.validate(writeModule([once], 1)));
}
