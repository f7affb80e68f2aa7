import type { Metadata } from "next";
import { z } from "zod";
import { getViewer } from "../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { Studio } from "./_parts/studio.tsx";

export const metadata: Metadata = {
  title: "Classify",
  description:
    "Classify a picture with a network trained here. It is computed in your browser; the picture stays there.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A picture's number in the test set; whatever else stands there is as good as nothing. */
const testPicture = z.coerce.number().int().min(0).max(1_000_000).nullable().catch(null);

export default async function ClassifyPage({ searchParams }: Props) {
  const { model, picture } = await searchParams;
  const queries = getQueryClient();
  const [viewer] = await Promise.all([
    getViewer(),
    queries.prefetchQuery(trpc.models.usable.queryOptions({})),
    queries.prefetchQuery(trpc.datasets.list.queryOptions()),
  ]);
  return (
    <HydrateClient>
      <Breadcrumbs items={[{ label: "Classify" }]} />
      <Studio
        modelIds={[model ?? []].flat()}
        testPicture={picture === undefined ? null : testPicture.parse(picture)}
        signedIn={viewer !== null}
      />
    </HydrateClient>
  );
}
