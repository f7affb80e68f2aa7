import { KEPT_NOWHERE } from "#server/caching";
import { readiness } from "#server/readiness";
import { getServices } from "#server/services";
import { logError } from "#telemetry/log";

export const dynamic = "force-dynamic";

/** Whether this process should get requests: 200 or 503. */
export async function GET(): Promise<Response> {
  const services = servicesIfSet();
  if (!services) return answer({ web: "settings are missing or wrong: its log names them" }, false);
  const database = await readiness(services.prisma);
  return answer({ web: "ok", database }, database === "ok");
}

const answer = (state: Record<string, string>, isReady: boolean): Response =>
  Response.json(state, { status: isReady ? 200 : 503, headers: { "cache-control": KEPT_NOWHERE } });

function servicesIfSet() {
  try {
    return getServices();
  } catch (error) {
    logError("the web app cannot begin", error);
    return null;
  }
}
