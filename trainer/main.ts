// The trainer: `node trainer/main.ts`. It is told what to do by the queue alone; see supervisor/settings.ts for what it reads
// from the environment. SIGTERM or SIGINT: the runs in hand get a checkpoint and go back to the queue; a second one: it ends at
// once, and the queue finds its runs.
import { logLine } from "#telemetry/log";
import { serveMetricsPort } from "#telemetry/serve-metrics-port";
import { startTelemetry } from "#telemetry/start-telemetry";
import { readSettings } from "./supervisor/settings.ts";
import { supervise } from "./supervisor/supervise.ts";
import { showGauges } from "./supervisor/trainer-gauges.ts";

/** Milliseconds after which a trainer that was asked to end does so anyway; its runs are found by the queue then. */
const PATIENCE = 28_000;
/** Milliseconds for the last spans and metrics to be sent. */
const LAST_WORDS = 2_000;

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (ending.signal.aborted) {
      logLine("warn", "trainer ends at once", { signal });
      process.exit(1);
    }
    logLine("info", "trainer ends", { signal });
    ending.abort();
    setTimeout(() => process.exit(1), PATIENCE).unref();
  });
}

try {
  const settings = readSettings(process.env);
  const { metrics } = settings;
  const telemetry = await startTelemetry(process.env, { service: "cultivar-trainer", scraped: metrics !== null });
  if (telemetry.measures) showGauges();
  if (metrics) serveMetricsPort(metrics);
  await supervise(settings, ending.signal);
  await Promise.race([telemetry.stop(), new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
} catch (error) {
  logLine("error", "trainer stopped", { reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
process.exit();
