import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { boundedRequest, tooLarge } from "#server/bounded-request";
import { KEPT_NOWHERE } from "#server/caching";
import { createContext, readViewer } from "#server/context";
import { foreign, isForeign } from "#server/foreign-request";
import { logProcedureError } from "#server/log-procedure-error";
import { appRouter } from "#server/router";
import { getServices } from "#server/services";
import { readShare } from "#server/shares/read-share";
import { MAX_BATCH } from "#server/trpc";

/** Seconds; a subscription ends itself before. */
export const maxDuration = 60;
export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 256 * 1024;

async function handle(request: Request): Promise<Response> {
  if (isForeign(request)) return foreign();
  const bounded = await boundedRequest(request, MAX_BODY_BYTES);
  if (!bounded) return tooLarge(MAX_BODY_BYTES);
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: bounded,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: async ({ req, resHeaders }) => {
      const services = getServices();
      const viewer = await readViewer(services, req.headers, (cookie) => resHeaders.append("set-cookie", cookie));
      return createContext(services, viewer, await readShare(services, req.headers));
    },
    // A stream says itself that nobody may keep it.
    responseMeta: ({ type }) => (type === "subscription" ? {} : { headers: { "cache-control": KEPT_NOWHERE } }),
    onError: logProcedureError,
  });
}

export { handle as GET, handle as POST };
