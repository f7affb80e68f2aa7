import { createHash } from "node:crypto";

/** SHA-256 of bytes, one part after the other, in lower-case hexadecimal. */
export function sha256Of(...parts: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/**
 * @param from what the bytes were read from, for the message
 * @throws Error when the bytes have another SHA-256 than `expected`
 */
export function checkSha256(bytes: Uint8Array, expected: string, from: string): void {
  const actual = sha256Of(bytes);
  if (actual === expected) return;
  throw new Error(`${from} is damaged or another version: its SHA-256 is ${actual} instead of ${expected}.`);
}
