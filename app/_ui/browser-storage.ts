/** What this browser keeps for the site. A browser may refuse storage; what was to be kept then lasts as long as the page. */

/** Null when nothing is kept under `key`. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps `text` under `key`, or with null no longer anything. */
export function writeStored(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {}
}
