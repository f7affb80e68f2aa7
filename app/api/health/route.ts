import { getServices } from "#server/services";
import { logError } from "#telemetry/log";

export const dynamic = "force-dynamic";

/** Whether this process answers and reaches its database: 200 or 503. */
export async function GET(): Promise<Response> {
  const reached = await reachesDatabase();
  return Response.json(
    { web: "ok", database: reached ? "ok" : "unreachable" },
    { status: reached ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

async function reachesDatabase(): Promise<boolean> {
  try {
    await getServices().prisma.$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    logError("the database does not answer", error);
    return false;
  }
}
