import { bearsToken } from "#telemetry/metrics-token";
import { readMetrics } from "#telemetry/start-telemetry";
import type { Env } from "../env.ts";

/** The metrics of this process as Prometheus reads them: for whoever has the token, and nobody where there is none. */
export async function serveMetrics({ METRICS_TOKEN }: Env, request: Request): Promise<Response> {
  if (METRICS_TOKEN === undefined) return new Response("Not found.\n", { status: 404 });
  if (!bearsToken(request.headers.get("authorization"), METRICS_TOKEN)) {
    return new Response("Send the token of METRICS_TOKEN, as in Authorization: Bearer ….\n", {
      status: 401,
      headers: { "www-authenticate": "Bearer" },
    });
  }
  const { text, contentType } = await readMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
