import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { findLab } from "#domain/labs/catalogue";
import { getViewer } from "../../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { LabPage } from "./_parts/lab-page.tsx";

type Props = { params: Promise<{ lab: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findLab((await params).lab)?.title };
}

export default async function LabRoute({ params }: Props) {
  const lab = findLab((await params).lab);
  if (!lab) notFound();
  const viewer = await getViewer();
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.datasets.byId.queryOptions({ id: lab.dataset }, { retry: false })),
    queries.prefetchQuery(trpc.launch.backbones.queryOptions(undefined, { retry: false })),
    viewer && queries.prefetchQuery(trpc.labs.work.queryOptions({ lab: lab.id }, { retry: false })),
  ]);
  return (
    <>
      <Breadcrumbs items={[{ label: "Labs", href: "/labs" }, { label: lab.title }]} />
      <HydrateClient>
        <LabPage labId={lab.id} viewerId={viewer?.id ?? null} />
      </HydrateClient>
    </>
  );
}
