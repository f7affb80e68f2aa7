/**
 * 32 bits of a name: FNV-1a over UTF-16 code units, finished with MurmurHash3's mixer so that every bit of the name reaches
 * every bit. Streams of random numbers are keyed by it.
 */
export function nameHash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
