/** Makes and recognises tokens; domain/tokens/token-format.ts says what one looks like. */
import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { TOKEN_FORMAT } from "#domain/tokens/token-format";

const BEGINNING = "cultivar_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Digits to base 62 that hold 256 bits, and 32. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** A new token. It is nowhere kept: only its `hashOf` is. */
export function createTokenSecret(): string {
  const secret = toDigits(BigInt(`0x${randomBytes(32).toString("hex")}`), SECRET_LENGTH);
  return `${BEGINNING}${secret}${checksumOf(secret)}`;
}

/** Whether this is a token of ours by its looks, which costs no question to the database. */
export function isToken(text: string): boolean {
  if (!TOKEN_FORMAT.test(text)) return false;
  const body = text.slice(BEGINNING.length);
  return checksumOf(body.slice(0, SECRET_LENGTH)) === body.slice(SECRET_LENGTH);
}

/** SHA-256 of the token: a secret of 256 random bits needs no slow hash. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

const checksumOf = (secret: string): string => toDigits(BigInt(crc32(secret)), CHECKSUM_LENGTH);

function toDigits(number: bigint, length: number): string {
  let digits = "";
  for (let rest = number; digits.length < length; rest /= 62n) digits = `${DIGITS[Number(rest % 62n)]}${digits}`;
  return digits;
}
