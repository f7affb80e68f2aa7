/** Addresses that say nothing: unspecified, and a machine talking to itself. */
const NOWHERE = new Set(["::", "::1", "0.0.0.0", "127.0.0.1"]);

/** A network address as people write it, or null when it tells nothing. IPv6 is kept as its network of 64 bits. */
export function shortAddress(address: string | null | undefined): string | null {
  if (!address) return null;
  if (!address.includes(":")) return NOWHERE.has(address) ? null : address;
  if (!URL.canParse(`http://[${address}]`)) return null;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  return NOWHERE.has(short) ? null : short;
}
