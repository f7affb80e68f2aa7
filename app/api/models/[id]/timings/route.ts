import { acceptTiming } from "#server/models/accept-timing";
import { getServices } from "#server/services";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

/** How fast a model is in the browser of a visitor who shares it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return acceptTiming(getServices(), request, (await params).id);
}
