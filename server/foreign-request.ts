/**
 * Whether a request that may change something does not come from a page of ours. Browsers say where a request comes from
 * (`Sec-Fetch-Site`). One that does not say it must at least carry JSON: no form of another site can send that, and no
 * script, since nobody's questions for leave (CORS) are answered here.
 */
export function isForeign({ method, headers }: Request): boolean {
  if (method === "GET" || method === "HEAD") return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return true;
  return !/^application\/json\b/i.test(headers.get("content-type") ?? "");
}

export const foreign = (): Response =>
  Response.json({ message: "Only pages of this site may do this." }, { status: 403 });
