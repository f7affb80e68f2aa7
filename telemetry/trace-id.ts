import { isSpanContextValid, trace } from "@opentelemetry/api";

/** Id of the trace that the code at hand belongs to, where traces are kept. */
export function currentTraceId(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  return context && isSpanContextValid(context) ? context.traceId : undefined;
}
