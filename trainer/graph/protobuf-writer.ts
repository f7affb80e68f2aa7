/**
 * Writes protocol buffers: the few wire types that a TensorFlow graph needs. The classes that tfjs-node ships for them are
 * generated without types and read a plain string as base64 where bytes are meant.
 */

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

const text = new TextEncoder();

/** One message. Fields may be added in any order; each method returns the message itself. */
export class Message {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** int64, enum or bool; negative numbers take ten bytes, as the format has it. */
  integer(field: number, value: number): this {
    return this.#add(varint(field * 8 + VARINT), varint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#add(varint(field * 8 + FIXED_32), bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#add(varint(field * 8 + LENGTH_DELIMITED), varint(value.length), value);
  }

  string(field: number, value: string): this {
    return this.bytes(field, text.encode(value));
  }

  message(field: number, value: Message): this {
    this.#add(varint(field * 8 + LENGTH_DELIMITED), varint(value.#length));
    // Of a whole graph there are more parts than a call takes arguments.
    for (const part of value.#parts) this.#parts.push(part);
    this.#length += value.#length;
    return this;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return bytes;
  }

  #add(...parts: readonly Uint8Array[]): this {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
    return this;
  }
}

function varint(value: number): Uint8Array {
  // Nearly all are as small as this, and a BigInt costs more than all else here.
  if (value >= 0 && value < 0x80) return Uint8Array.of(value);
  if (value >= 0 && value < 0x4000) return Uint8Array.of((value & 0x7f) | 0x80, value >> 7);
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
