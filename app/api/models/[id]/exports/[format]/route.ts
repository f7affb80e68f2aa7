import { readReader } from "#server/context";
import { serveExport } from "#server/exports/serve-export";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string; format: string }> };

/** A model in a format of another tool, once a trainer has prepared it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const services = getServices();
  const reader = await readReader(services, request.headers);
  return serveExport(services, request, await params, reader);
}
