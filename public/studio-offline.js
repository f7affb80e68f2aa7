// The studio's service worker: it answers for the page and its scripts when the server cannot be reached, from what the page has
// kept (app/_inference/kept-files.ts). It is registered for the studio and for the scripts of workers alone, and passes on
// everything else.
const SHELL = "cultivar-shell";
const PAGE = "/classify";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(script(request));
});

const kept = async (path) => (await caches.open(SHELL)).match(path);

/** The page as it is now; without a connection, or a server behind it, as a visitor last saw it. */
async function page(request) {
  const now = await fetch(request).catch(() => null);
  if (now && now.status < 500) return now;
  return (await kept(PAGE)) ?? now ?? Response.error();
}

/**
 * Named by what is in it: a copy is never stale. It is given without its address, so that the one that was asked for stands,
 * with what follows its #: scripts of workers read that.
 */
async function script(request) {
  const copy = await kept(new URL(request.url).pathname);
  return copy ? new Response(copy.body, copy) : fetch(request);
}
