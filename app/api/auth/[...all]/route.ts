import { boundedRequest, tooLarge } from "#server/bounded-request";
import { KEPT_NOWHERE } from "#server/caching";
import { foreign, isForeign } from "#server/foreign-request";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 32 * 1024;

async function handle(request: Request): Promise<Response> {
  if (isForeign(request)) return foreign();
  const bounded = await boundedRequest(request, MAX_BODY_BYTES);
  if (!bounded) return tooLarge(MAX_BODY_BYTES);
  const response = await getServices().auth.handler(bounded);
  response.headers.set("cache-control", KEPT_NOWHERE);
  return response;
}

export { handle as GET, handle as POST };
