/** Spans of what takes time, as parts of traces. Without a configured exporter (start-telemetry.ts) they are nothing. */
import { type Attributes, context, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { reasonOf } from "./log.ts";

const tracer = () => trace.getTracer("cultivar");

/**
 * Does `work` within a span, which fails when it throws.
 *
 * @param parent what `currentTraceparent` said elsewhere; else the span belongs to the one at hand, if any
 */
export function withSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  parent?: string | undefined,
): Promise<T> {
  const from = parent ? propagation.extract(context.active(), { traceparent: parent }) : context.active();
  return tracer().startActiveSpan(name, { attributes }, from, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: reasonOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** A span of what is over already. @param end milliseconds since 1970 */
export function pastSpan(name: string, attributes: Attributes, seconds: number, end: number): void {
  tracer()
    .startSpan(name, { attributes, startTime: end - 1000 * seconds })
    .end(end);
}

/** The span at hand as W3C Trace Context writes it, for whoever goes on elsewhere; undefined where no traces are kept. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
