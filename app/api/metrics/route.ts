import { serveMetrics } from "#server/metrics/serve-metrics";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

/** For Prometheus; closed unless METRICS_TOKEN is set. */
export const GET = (request: Request): Promise<Response> => serveMetrics(getServices().env, request);
