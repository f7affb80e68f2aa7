/**
 * Tells browsers to come back over HTTPS only, in every answer of this process: pages, data and files alike. For a site that
 * is served over HTTPS; what its address is, is known when the process runs, not when it was built.
 */
import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/** A year, and all names below the site's. */
const POLICY = "max-age=31536000; includeSubDomains";

/** Called once, before the first request. @param siteAddress as in `https://example.org` */
export function demandHttps(siteAddress: string): void {
  if (!siteAddress.startsWith("https:")) return;
  subscribe("http.server.request.start", (message) => {
    const { response } = message as { response: ServerResponse };
    response.setHeader("Strict-Transport-Security", POLICY);
  });
}
