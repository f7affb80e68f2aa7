/**
 * Watches the HTTP servers of this process: each request gets an id, which its answer carries and its log lines name, and is
 * measured. On hosts that run no HTTP server of Node's nothing is watched; they number and measure requests themselves.
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { logLine } from "./log.ts";
import { webMetrics } from "./metrics.ts";
import { enterRequest, REQUEST_ID_HEADER, requestIdFor } from "./request-id.ts";
import { routeOf } from "./route-of.ts";

const WATCHED = Symbol.for("cultivar.watched-requests");
const shared = globalThis as { [WATCHED]?: boolean };

/** Called once, before the first request. */
export function watchRequests(): void {
  if (shared[WATCHED]) return;
  shared[WATCHED] = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const id = requestIdFor(request.headers[REQUEST_ID_HEADER]);
    request.headers[REQUEST_ID_HEADER] = id;
    response.setHeader("X-Request-Id", id);
    enterRequest(id);
    const started = performance.now();
    response.once("close", () => {
      const seconds = (performance.now() - started) / 1000;
      const route = routeOf(request.url ?? "/");
      const { statusCode: status } = response;
      webMetrics().requestDuration.record(seconds, { method: methodOf(request), route, status });
      if (status >= 500) logLine("error", "request failed", { method: methodOf(request), route, status, request: id });
    });
  });
}

const METHODS: ReadonlySet<string | undefined> = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
const methodOf = ({ method }: IncomingMessage): string => (METHODS.has(method) ? String(method) : "other");
