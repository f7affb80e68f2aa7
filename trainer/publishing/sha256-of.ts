import { createHash } from "node:crypto";

/** SHA-256 in lower-case hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * @param from what the bytes were read from, for the message
 * @throws Error when the bytes have another SHA-256 than `expected`
 */
export function checkSha256(bytes: Uint8Array, expected: string, from: string): void {
  const actual = sha256Of(bytes);
  if (actual === expected) return;
  throw new Error(`${from} is damaged or another version: its SHA-256 is ${actual} instead of ${expected}.`);
}
