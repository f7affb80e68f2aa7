import { KEPT_NOWHERE } from "#server/caching";
import { readiness } from "#server/readiness";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

/** Whether this process should get requests: 200 or 503. */
export async function GET(): Promise<Response> {
  const database = await readiness(getServices().prisma);
  return Response.json(
    { web: "ok", database },
    { status: database === "ok" ? 200 : 503, headers: { "cache-control": KEPT_NOWHERE } },
  );
}
