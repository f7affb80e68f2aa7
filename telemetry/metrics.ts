/**
 * Everything that is measured of a running installation, by name. The instruments are OpenTelemetry's: without a reader
 * (start-telemetry.ts) they do nothing. Names follow Prometheus' conventions; each label has a few dozen values at most.
 */
import { type Counter, type Histogram, metrics } from "@opentelemetry/api";

const METER = "cultivar";

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const CHECKPOINT_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type WebMetrics = {
  /** Labels `method`, `route`, `status`. */
  requestDuration: Histogram;
  /** Labels `procedure`, `outcome` (`ok` or the code of the refusal). */
  procedureDuration: Histogram;
};

export type TrainerMetrics = {
  eventsShipped: Counter;
  checkpointDuration: Histogram;
  /** Label `outcome`: how an attempt at a run ended. */
  attempts: Counter;
};

/** Made when they are first used, by when the readers are there. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const meter = () => metrics.getMeter(METER);

const histogram = (name: string, description: string, explicitBucketBoundaries: number[]): Histogram =>
  meter().createHistogram(name, { description, advice: { explicitBucketBoundaries } });

export const webMetrics = once(
  (): WebMetrics => ({
    requestDuration: histogram(
      "cultivar_http_request_duration_seconds",
      "Time from a request to the end of its answer; streams last as long as somebody listens.",
      REQUEST_SECONDS,
    ),
    procedureDuration: histogram(
      "cultivar_procedure_duration_seconds",
      "Time that a procedure of the API took.",
      REQUEST_SECONDS,
    ),
  }),
);

export const trainerMetrics = once(
  (): TrainerMetrics => ({
    eventsShipped: meter().createCounter("cultivar_events_shipped_total", {
      description: "Events of runs that this trainer brought to the database.",
    }),
    checkpointDuration: histogram(
      "cultivar_checkpoint_duration_seconds",
      "Time that a checkpoint took, from the state in memory to the bytes in the store.",
      CHECKPOINT_SECONDS,
    ),
    attempts: meter().createCounter("cultivar_run_attempts_total", {
      description: "Attempts of this trainer at runs, by how they ended.",
    }),
  }),
);

/** A value that is looked up whenever somebody asks. */
export function gauge(name: string, description: string, read: () => number | null): void {
  meter()
    .createObservableGauge(name, { description })
    .addCallback((result) => {
      const value = read();
      if (value !== null) result.observe(value);
    });
}
