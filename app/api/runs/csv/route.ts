import { KEPT_NOWHERE } from "#server/caching";
import { readViewer } from "#server/context";
import { exportRuns } from "#server/runs/export-runs";
import { columnIds, runSelection } from "#server/runs/list-input";
import { getServices } from "#server/services";
import { parseView, selectionOf } from "../../../(site)/experiments/_view/list-view.ts";

export const dynamic = "force-dynamic";

/** The view of the runs table that the address describes, as a file. Sent as it is read, so that it may be long. */
export async function GET(request: Request): Promise<Response> {
  const services = getServices();
  const viewer = await readViewer(services, request.headers);
  if (!viewer) return new Response("Sign in to export your runs.", { status: 401 });
  const view = parseView(new URL(request.url).searchParams);
  const { data: selection, error } = runSelection.safeParse(selectionOf(view));
  if (!selection) return new Response(error.issues[0]?.message, { status: 400 });
  const pieces = exportRuns(services.prisma, selection, columnIds.parse(view.columns), viewer.id);
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="runs.csv"',
      "cache-control": KEPT_NOWHERE,
      "x-content-type-options": "nosniff",
    },
  });
}

/** Reads on as fast as the browser takes it, and stops when the browser does. */
function streamOf(pieces: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await pieces.return()),
  });
}
