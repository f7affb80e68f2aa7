/**
 * Keys that make a launch safe to repeat: the server starts one run per key. The same content keeps its key, so a click
 * that is doubled or tried again after a lost answer starts nothing twice; changed content gets a new one.
 */

/** A random UUID (version 4). `crypto.randomUUID` is missing where a page comes over plain HTTP from another machine. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, i) => {
    if (i === 6) return (byte & 0x0f) | 0x40;
    if (i === 8) return (byte & 0x3f) | 0x80;
    return byte;
  }).map((byte) => byte.toString(16).padStart(2, "0"));
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(""))
    .join("-");
}

/** Returns `keyFor(content)`; `newKey` draws the keys. */
export function createLaunchKeys(newKey: () => string = randomUuid): (content: unknown) => string {
  let held: { content: string; key: string } | null = null;
  return (content) => {
    const text = JSON.stringify(content);
    if (held?.content !== text) held = { content: text, key: newKey() };
    return held.key;
  };
}
