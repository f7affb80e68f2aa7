/**
 * Traces and metrics of this process, where somebody wants them: over OTLP when OpenTelemetry's standard variables name a
 * receiver, and read by Prometheus when `scraped`. Otherwise nothing of OpenTelemetry but its interface is loaded, and
 * spans and instruments do nothing.
 */
import type { PrometheusExporter, PrometheusSerializer } from "@opentelemetry/exporter-prometheus";

const ENDPOINTS = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

const isSent = (env: Environment): boolean =>
  env.OTEL_SDK_DISABLED?.toLowerCase() !== "true" && ENDPOINTS.some((name) => env[name]);

type Scrape = { exporter: PrometheusExporter; serializer: PrometheusSerializer };

/** Next bundles this file more than once; the process has one. */
const SCRAPE = Symbol.for("cultivar.scraped-metrics");
const shared = globalThis as { [SCRAPE]?: Scrape };

export type Telemetry = {
  /** Whether anybody gets metrics. */
  measures: boolean;
  /** Sends what has not been sent yet. */
  stop: () => Promise<void>;
};

/**
 * Called once, before anything that is to be seen.
 *
 * @param env such as `process.env`, which OpenTelemetry reads as well
 * @param service the name under which it appears, unless OTEL_SERVICE_NAME says another
 * @param scraped whether `readMetrics` is going to be called; metrics are not sent over OTLP then
 */
export async function startTelemetry(
  env: Environment,
  { service, scraped }: { service: string; scraped: boolean },
): Promise<Telemetry> {
  const scrape = scraped ? await openScrape() : null;
  if (isSent(env)) {
    const [{ NodeSDK }, { PrismaInstrumentation }] = await Promise.all([
      import("@opentelemetry/sdk-node"),
      import("@prisma/instrumentation"),
    ]);
    const sdk = new NodeSDK({
      serviceName: env.OTEL_SERVICE_NAME ?? service,
      instrumentations: [new PrismaInstrumentation()],
      // The log is lines on standard error, for whoever collects those.
      logRecordProcessors: [],
      ...(scrape && { metricReaders: [scrape.exporter] }),
    });
    sdk.start();
    return { measures: true, stop: () => sdk.shutdown() };
  }
  if (!scrape) return { measures: false, stop: async () => {} };
  const [{ MeterProvider }, { metrics }] = await Promise.all([
    import("@opentelemetry/sdk-metrics"),
    import("@opentelemetry/api"),
  ]);
  const provider = new MeterProvider({ readers: [scrape.exporter] });
  metrics.setGlobalMeterProvider(provider);
  return { measures: true, stop: () => provider.shutdown() };
}

async function openScrape(): Promise<Scrape> {
  const { PrometheusExporter, PrometheusSerializer } = await import("@opentelemetry/exporter-prometheus");
  const exporter = new PrometheusExporter({ preventServerStart: true });
  shared[SCRAPE] = { exporter, serializer: new PrometheusSerializer(undefined, false, undefined, true, true) };
  return shared[SCRAPE];
}

/**
 * All metrics of this process in Prometheus' text format.
 *
 * @throws Error when the process was started without being `scraped`, or nothing could be measured
 */
export async function readMetrics(): Promise<{ text: string; contentType: string }> {
  const scrape = shared[SCRAPE];
  if (!scrape) throw new Error("This process was started without metrics.");
  const { resourceMetrics, errors } = await scrape.exporter.collect();
  if (errors.length > 0) throw new Error("Some metrics could not be measured.", { cause: errors[0] });
  return {
    text: scrape.serializer.serialize(resourceMetrics),
    contentType: "text/plain; version=0.0.4; charset=utf-8",
  };
}
