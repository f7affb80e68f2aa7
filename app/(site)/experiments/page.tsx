import type { Metadata } from "next";
import { requireViewer } from "../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { RunList } from "./_parts/run-list.tsx";
import { listInput, parseView } from "./_view/list-view.ts";

export const metadata: Metadata = { title: "Experiments" };

type ExperimentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ExperimentsPage({ searchParams }: ExperimentsPageProps) {
  const params = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, values]) =>
      [values ?? []].flat().map((value): [string, string] => [key, value]),
    ),
  );
  await requireViewer(`/experiments${params.size > 0 ? `?${params}` : ""}`);
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.runs.list.queryOptions(listInput(parseView(params)), { retry: false })),
    queries.prefetchQuery(trpc.launch.trainers.queryOptions(undefined, { retry: false })),
  ]);
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments" }]} />
      <HydrateClient>
        <RunList />
      </HydrateClient>
    </>
  );
}
