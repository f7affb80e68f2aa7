/**
 * Writes WebAssembly modules: the binary encoding of functions over one imported memory, as far as kernels need it
 * (https://webassembly.github.io/spec/core/binary/). Instructions are arrays of bytes; an instruction that takes operands
 * stands behind them.
 */

export type Code = readonly number[];

const I32 = 0x7f;
const V128 = 0x7b;
const VECTOR = 0xfd;
const NO_RESULT = 0x40;
const PAGE_BYTES = 65_536;

/** An unsigned whole number, LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** A signed whole number of 32 bits, LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    if (rest >= -64 && rest < 64) return [...bytes, rest & 127];
    bytes.push((rest & 127) | 128);
  }
}

const vector = (opcode: number, ...immediates: number[]): number[] => [VECTOR, ...unsigned(opcode), ...immediates];
/** Alignment, as its power of two, and the offset that is added to the address. */
const at = (alignment: number, offset: number): number[] => [alignment, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const call = (index: number, ...operands: Code[]): Code => [...operands.flat(), 0x10, ...unsigned(index)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  mul: (a: Code, b: Code): Code => [...a, ...b, 0x6c],
  lessThan: (a: Code, b: Code): Code => [...a, ...b, 0x48],
  min: (a: Code, b: Code): Code => [...a, ...b, ...a, ...b, 0x48, 0x1b],
  max: (a: Code, b: Code): Code => [...a, ...b, ...b, ...a, 0x48, 0x1b],
  load: (address: Code, offset = 0): Code => [...address, 0x28, ...at(2, offset)],
  load8: (address: Code, offset = 0): Code => [...address, 0x2d, ...at(0, offset)],
};

/** One value. */
export const f32 = {
  load: (address: Code, offset = 0): Code => [...address, 0x2a, ...at(2, offset)],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0x38, ...at(2, offset)],
};

/** Four values. */
export const f32x4 = {
  load: (address: Code, offset = 0): Code => [...address, ...vector(0x00, ...at(2, offset))],
  /** One value, four times. */
  loadSplat: (address: Code, offset = 0): Code => [...address, ...vector(0x09, ...at(2, offset))],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...vector(0x0b, ...at(2, offset))],
  splat: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer), ...vector(0x13)],
  add: (a: Code, b: Code): Code => [...a, ...b, ...vector(0xe4)],
  sub: (a: Code, b: Code): Code => [...a, ...b, ...vector(0xe5)],
  mul: (a: Code, b: Code): Code => [...a, ...b, ...vector(0xe6)],
  /** Where one of them is NaN: `a`. */
  min: (a: Code, b: Code): Code => [...a, ...b, ...vector(0xea)],
  max: (a: Code, b: Code): Code => [...a, ...b, ...vector(0xeb)],
  /** a × b + c, rounded once or twice, as the processor does it faster. Not every browser has it. */
  relaxedMultiplyAdd: (a: Code, b: Code, c: Code): Code => [...a, ...b, ...c, ...vector(0x105)],
};

/** Does `body`, and again as long as `condition` is true after it. */
export const repeatWhile = (body: Code, condition: Code): Code => [
  ...[0x03, NO_RESULT],
  ...body,
  ...condition,
  ...[0x0d, 0, 0x0b],
];

/** Does `body` as long as `condition` is true before it. */
export const whileTrue = (condition: Code, body: Code): Code => [
  ...[0x02, NO_RESULT, 0x03, NO_RESULT],
  ...condition,
  ...[0x45, 0x0d, 1],
  ...body,
  ...[0x0c, 0, 0x0b, 0x0b],
];

/** Does `body` so many times. */
export function repeat(locals: Locals, times: number, body: Code): Code {
  if (times < 2) return times === 1 ? body : [];
  const left = locals.i32();
  return [...set(left, i32.const(times)), ...repeatWhile([...body, ...advance(left, -1)], get(left))];
}

/** Adds to a local. */
export const advance = (local: number, by: number): Code =>
  by === 0 ? [] : set(local, i32.add(get(local), i32.const(by)));

/** Numbers of a function's parameters, which are i32, and of its other variables. */
export class Locals {
  readonly #parameters: number;
  readonly types: number[] = [];

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  #declare(type: number): number {
    return this.#parameters + this.types.push(type) - 1;
  }

  i32(): number {
    return this.#declare(I32);
  }

  v128(): number {
    return this.#declare(V128);
  }
}

export type WasmFunction = { parameters: number; locals: readonly number[]; body: Code };

/** @param build gets the parameters' numbers, and declares what other variables it needs */
export function defineFunction(parameters: number, build: (locals: Locals, ...given: number[]) => Code): WasmFunction {
  const locals = new Locals(parameters);
  const body = build(locals, ...Array.from({ length: parameters }, (_, i) => i));
  return { parameters, locals: locals.types, body };
}

const list = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const sized = (code: Code): number[] => [...unsigned(code.length), ...code];
const section = (id: number, content: Code): number[] => [id, ...sized(content)];
const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

/** The memory is imported as `env.memory`, with at least `bytes`; the last function is exported as `run`. */
export function writeModule(functions: readonly WasmFunction[], bytes: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(Array(parameters).fill([I32])), 0]);
  const memory = [...name("env"), ...name("memory"), 0x02, 0x00, ...unsigned(pagesOf(bytes))];
  const code = functions.map(({ locals, body }) => sized([...list(locals.map((type) => [1, type])), ...body, 0x0b]));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([memory])),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list([[...name("run"), 0x00, ...unsigned(functions.length - 1)]])),
    ...section(10, list(code)),
  ]);
}

export const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE_BYTES);
