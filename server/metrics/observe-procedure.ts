import type { TRPCError } from "@trpc/server";
import { webMetrics } from "#telemetry/metrics";
import { withSpan } from "#telemetry/spans";

type Result = { ok: true } | { ok: false; error: TRPCError };

/** Measures a procedure of the API and gives it a span. */
export async function observeProcedure<R extends Result>(
  path: string,
  type: string,
  next: () => Promise<R>,
): Promise<R> {
  const started = performance.now();
  const result = await withSpan(
    `trpc ${path}`,
    { "rpc.system": "trpc", "rpc.method": path, "rpc.trpc.type": type },
    next,
  );
  const outcome = result.ok ? "ok" : result.error.code;
  webMetrics().procedureDuration.record((performance.now() - started) / 1000, { procedure: path, outcome });
  return result;
}
