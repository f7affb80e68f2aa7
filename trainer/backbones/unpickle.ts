/**
 * An interpreter of Python's pickles (protocol 2, which PyTorch writes) that builds plain values and runs no code: it knows
 * the operations that describe data, and of functions and classes those alone that its caller allows by name.
 */

export type Unpickling = {
  /** What stands for what Python imports, by `module.name`: a function where it is called, else any value. */
  allowed: Readonly<Record<string, unknown>>;
  /** Turns what stands for something outside the pickle into that. */
  persistent(id: unknown): unknown;
};

const MARK = Symbol("mark");

/**
 * Reads the pickle that begins at `start`: tuples and lists become arrays, dictionaries maps.
 *
 * @returns its value, and where it ends
 * @throws Error when it asks for what is not allowed, or is cut off or none at all
 */
export function unpickle(
  bytes: Uint8Array,
  start: number,
  { allowed, persistent }: Unpickling,
): { value: unknown; end: number } {
  const reader = new Reader(bytes, start);
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  const pop = (): unknown => {
    if (stack.length === 0) throw new Error("The pickle takes more values than it has made.");
    return stack.pop();
  };
  const popToMark = (): unknown[] => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error("The pickle lacks a mark.");
    return stack.splice(mark).slice(1);
  };
  const popTuple = (size: number) => Array.from({ length: size }, pop).reverse();
  const recall = (key: number): unknown => {
    if (!memo.has(key)) throw new Error(`The pickle recalls value ${key}, which it has not kept.`);
    return memo.get(key);
  };
  const setItems = (items: readonly unknown[]) => {
    const into = instance(stack.at(-1), Map);
    for (let i = 0; i + 1 < items.length; i += 2) into.set(items[i], items[i + 1]);
  };
  const operations: Readonly<Record<number, () => void>> = {
    [code("}")]: () => stack.push(new Map()),
    [code("]")]: () => stack.push([]),
    [code(")")]: () => stack.push([]),
    [code("(")]: () => stack.push(MARK),
    [code("N")]: () => stack.push(null),
    136: () => stack.push(true),
    137: () => stack.push(false),
    [code("K")]: () => stack.push(reader.byte()),
    [code("M")]: () => stack.push(reader.unsigned(2)),
    [code("J")]: () => stack.push(reader.unsigned(4) | 0),
    138: () => stack.push(reader.long(reader.byte())),
    [code("X")]: () => stack.push(reader.text(reader.unsigned(4))),
    [code("t")]: () => stack.push(popToMark()),
    133: () => stack.push(popTuple(1)),
    134: () => stack.push(popTuple(2)),
    135: () => stack.push(popTuple(3)),
    [code("a")]: () => {
      const item = pop();
      instance(stack.at(-1), Array).push(item);
    },
    [code("e")]: () => {
      const items = popToMark();
      instance(stack.at(-1), Array).push(...items);
    },
    [code("s")]: () => setItems(popTuple(2)),
    [code("u")]: () => setItems(popToMark()),
    [code("q")]: () => memo.set(reader.byte(), stack.at(-1)),
    [code("r")]: () => memo.set(reader.unsigned(4), stack.at(-1)),
    [code("h")]: () => stack.push(recall(reader.byte())),
    [code("j")]: () => stack.push(recall(reader.unsigned(4))),
    [code("Q")]: () => stack.push(persistent(pop())),
    [code("c")]: () => {
      const name = `${reader.line()}.${reader.line()}`;
      if (!Object.hasOwn(allowed, name)) throw new Error(`The pickle asks for ${name}, which is not allowed.`);
      stack.push(allowed[name]);
    },
    [code("R")]: () => {
      const [callable, args] = popTuple(2);
      stack.push(instance(callable, Function)(...instance(args, Array)));
    },
    // Attributes of an object: none are wanted.
    [code("b")]: () => pop(),
  };

  reader.expect(0x80);
  reader.expect(2);
  for (;;) {
    const operation = reader.byte();
    if (operation === code(".")) return { value: pop(), end: reader.at };
    const run = operations[operation];
    if (!run) throw new Error(`The pickle has an operation that is not allowed: 0x${operation.toString(16)}.`);
    run();
  }
}

const code = (character: string): number => character.charCodeAt(0);

function instance<T>(value: unknown, type: abstract new (...args: never[]) => T): T {
  if (value instanceof type) return value;
  throw new Error(`The pickle has something else where a ${type.name} belongs.`);
}

class Reader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.at = start;
  }

  byte(): number {
    return this.#take(1)[0] as number;
  }

  /** Little-endian, of at most 4 bytes. */
  unsigned(size: number): number {
    return this.#take(size).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  /** Little-endian two's complement; a bigint where a number would not be exact. */
  long(size: number): number | bigint {
    const unsigned = this.#take(size).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    const value = BigInt.asIntN(8 * size, unsigned);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  text(size: number): string {
    return new TextDecoder().decode(this.#take(size));
  }

  /** Up to the next line break, which is passed over. */
  line(): string {
    const end = this.#bytes.indexOf(code("\n"), this.at);
    if (end < 0) throw new Error("The pickle is cut off.");
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  expect(byte: number): void {
    if (this.byte() !== byte) throw new Error("There is no pickle of protocol 2.");
  }

  #take(size: number): Uint8Array {
    if (this.at + size > this.#bytes.length) throw new Error("The pickle is cut off.");
    this.at += size;
    return this.#bytes.subarray(this.at - size, this.at);
  }
}
