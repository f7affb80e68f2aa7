import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isPublicQuery, PUBLIC_QUERIES } from "#domain/edge/public-queries";
import { KEPT_NOWHERE, PUBLIC_DATA } from "#server/caching";
import { createContext } from "#server/context";
import { logProcedureError } from "#server/log-procedure-error";
import { appRouter } from "#server/router";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

/** What everybody sees, from an address that shared caches keep. Whoever asks is a visitor: no cookie is read. */
export async function GET(request: Request, { params }: { params: Promise<{ query: string }> }): Promise<Response> {
  if (!isPublicQuery((await params).query)) {
    return Response.json(
      { message: `There is no such query here, only ${PUBLIC_QUERIES.join(", ")}.` },
      { status: 404, headers: { "cache-control": KEPT_NOWHERE } },
    );
  }
  const answer = await fetchRequestHandler({
    endpoint: "/api/public",
    // Its address and nothing else, so that the answer depends on nothing else.
    req: new Request(request.url),
    router: appRouter,
    allowBatching: false,
    createContext: () => createContext(getServices(), null),
    responseMeta: ({ errors }) => ({ headers: { "cache-control": errors.length > 0 ? KEPT_NOWHERE : PUBLIC_DATA } }),
    onError: logProcedureError,
  });
  answer.headers.delete("vary");
  return answer;
}
