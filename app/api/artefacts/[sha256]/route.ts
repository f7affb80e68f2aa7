import { serveArtefact } from "#server/artefacts/serve-artefact";
import { readReader } from "#server/context";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ sha256: string }> }): Promise<Response> {
  const services = getServices();
  const reader = await readReader(services, request.headers);
  return serveArtefact(services, request, (await params).sha256, reader);
}
