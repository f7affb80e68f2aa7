/**
 * What this browser keeps so that the studio works without a connection: the page with its scripts, and the files of models,
 * all under the addresses they are fetched from. Only what any visitor may see is kept. Pages and workers share it; where a
 * browser has no caches (on pages that are not secure) nothing is kept.
 */

const MODELS = "cultivar-models";
/** public/studio-offline.js reads it. */
const SHELL = "cultivar-shell";
const PAGE = "/classify";
/** Scripts, styles and fonts of some three builds; those kept longest go first. */
const MOST_ASSETS = 240;

const openCache = async (name: string): Promise<Cache | null> =>
  "caches" in globalThis ? caches.open(name).catch(() => null) : null;
const addressOf = (sha256: string) => `/m/${sha256}`;

/** A file named by its hash, of a model or a data set, from whatever was kept. */
export const keptFile = async (sha256: string): Promise<Response | undefined> =>
  "caches" in globalThis ? caches.match(addressOf(sha256)).catch(() => undefined) : undefined;

/** Keeps the bytes of a model's file. Returns whether they are kept: a disk may be full. */
export async function keepFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const cache = await openCache(MODELS);
  if (!cache) return false;
  if (await cache.match(addressOf(sha256))) return true;
  return put(cache, sha256, new Response(bytes));
}

const put = (cache: Cache, sha256: string, response: Response): Promise<boolean> =>
  cache.put(addressOf(sha256), response).then(
    () => true,
    () => false,
  );

/** Fetches and keeps what is not kept yet, as a visitor: what is private is refused. */
export async function keepFiles(files: readonly string[]): Promise<boolean> {
  const cache = await openCache(MODELS);
  if (!cache) return false;
  for (const sha256 of files) {
    if (await cache.match(addressOf(sha256))) continue;
    const response = await fetch(addressOf(sha256), { credentials: "omit" }).catch(() => null);
    if (!response?.ok) return false;
    if (!(await put(cache, sha256, response))) return false;
  }
  return true;
}

export async function dropFiles(files: readonly string[]): Promise<void> {
  const cache = await openCache(MODELS);
  await Promise.all(files.map((sha256) => cache?.delete(addressOf(sha256))));
}

const isAsset = (path: string) => path.startsWith("/_next/static/") || path.startsWith("/m/");

/** Paths of this site's scripts, styles, fonts and sheets that the page, or the worker, has fetched so far. */
const fetchedAssets = (): string[] =>
  [...performance.getEntriesByType("resource").map(({ name }) => name), globalThis.location.href]
    .map((address) => new URL(address))
    .filter(({ origin, pathname }) => origin === globalThis.location.origin && isAsset(pathname))
    .map(({ pathname }) => pathname);

async function keepAssets(paths: readonly string[]): Promise<void> {
  const cache = await openCache(SHELL);
  if (!cache) return;
  for (const path of new Set(paths)) {
    if (!(await cache.match(path))) await cache.add(new Request(path, { credentials: "omit" })).catch(() => {});
  }
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST_ASSETS)).map((oldest) => cache.delete(oldest)));
}

/** Keeps the scripts that this worker consists of. */
export const keepWorkerScripts = (): Promise<void> =>
  keepAssets(fetchedAssets().filter((path) => path.startsWith("/_next/static/")));

/** Keeps the studio as a visitor sees it, with all that the page has fetched. */
export async function keepStudio(): Promise<void> {
  const cache = await openCache(SHELL);
  const response = await fetch(PAGE, { credentials: "omit" }).catch(() => null);
  if (!cache || !response?.ok) return;
  const page = await response.clone().text();
  const named = [...page.matchAll(/\/_next\/static\/[\w./~-]+/g)].map(([path]) => path);
  await keepAssets([...fetchedAssets(), ...named]);
  await cache.put(PAGE, response);
}
