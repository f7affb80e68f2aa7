/** Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  // Not all at once: arguments of a call are limited.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
