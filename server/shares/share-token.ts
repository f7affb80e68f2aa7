/**
 * The secret part of a shared link: the share's id and a signature under the server's secret. Nobody can make one without
 * that secret, the database holds nothing by which a link could be made, and its owner can be shown it again.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;
const SIGNATURE_BYTES = 16;

const signature = (id: string, secret: string): Buffer =>
  createHmac("sha256", secret).update(`share:${id}`).digest().subarray(0, SIGNATURE_BYTES);

/** @param id a UUID in its usual form */
export const shareToken = (id: string, secret: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), signature(id, secret)]).toString("base64url");

/** The id of the share whose token this is; null when it is none of ours. */
export function readShareToken(token: string, secret: string): string | null {
  const bytes = Buffer.from(token, "base64url");
  // A decoder takes other spellings of the same bytes; there is one token per share.
  if (bytes.length !== ID_BYTES + SIGNATURE_BYTES || bytes.toString("base64url") !== token) return null;
  const hex = bytes.toString("hex", 0, ID_BYTES);
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return timingSafeEqual(bytes.subarray(ID_BYTES), signature(id, secret)) ? id : null;
}
