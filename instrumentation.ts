/** Next calls this once when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startWebTelemetry } = await import("#server/metrics/start-web-telemetry");
  const { markClientAddresses } = await import("#server/client-address");
  const { demandHttps } = await import("#server/strict-transport");
  await startWebTelemetry(process.env);
  markClientAddresses();
  demandHttps(process.env.BETTER_AUTH_URL ?? "");
}

/** Next calls this for each error of a page that nobody caught; `digest` is what the page shows of it. */
export async function onRequestError(error: unknown, request: { path: string; method: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logPageError } = await import("#server/log-page-error");
  logPageError(error, request);
}
