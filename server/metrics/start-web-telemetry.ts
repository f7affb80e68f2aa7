import { startTelemetry } from "#telemetry/start-telemetry";
import { watchRequests } from "#telemetry/watch-requests";
import { getServices } from "../services.ts";
import { showInstallation } from "./installation-gauges.ts";

/** Called once, before the first request. @param env such as `process.env` */
export async function startWebTelemetry(env: NodeJS.ProcessEnv): Promise<void> {
  const { measures } = await startTelemetry(env, { service: "cultivar-web", scraped: Boolean(env.METRICS_TOKEN) });
  if (measures) showInstallation(getServices);
  watchRequests();
}
