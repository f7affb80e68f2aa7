import { logError } from "#telemetry/log";
import { routeOf } from "#telemetry/route-of";

/** An error of a page that nobody caught, under the number that the page shows in its place. */
export function logPageError(error: unknown, { path, method }: { path: string; method: string }): void {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  logError("page failed", error, { method, route: routeOf(path), digest });
}
