import { serveArtefact } from "#server/artefacts/serve-artefact";
import { readViewer } from "#server/context";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

export async function GET(request: Request, { params }: { params: Promise<{ sha256: string }> }): Promise<Response> {
  const services = getServices();
  const viewer = await readViewer(services, request.headers);
  return serveArtefact(services, request, (await params).sha256, viewer?.id ?? null);
}
