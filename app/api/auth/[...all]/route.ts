import { boundedRequest, tooLarge } from "#server/bounded-request";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

const MAX_BODY_BYTES = 32 * 1024;

async function handle(request: Request): Promise<Response> {
  const bounded = await boundedRequest(request, MAX_BODY_BYTES);
  return bounded ? getServices().auth.handler(bounded) : tooLarge(MAX_BODY_BYTES);
}

export { handle as GET, handle as POST };
