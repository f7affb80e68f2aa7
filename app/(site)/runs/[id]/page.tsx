import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { requireViewer } from "../../../_session/viewer.ts";
import { api, getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { logInput } from "../_view/log-input.ts";
import { pointsInput } from "../_view/points-input.ts";
import { RunPage } from "./_parts/run-page.tsx";

type Props = { params: Promise<{ id: string }> };

/** The run, or the page that says there is none: a stranger's is not told apart from one that does not exist. */
const loadRun = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await api.runs.byId({ id });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  await requireViewer(`/runs/${id}`);
  return { title: (await loadRun(id)).name };
}

export default async function RunRoute({ params }: Props) {
  const { id } = await params;
  await requireViewer(`/runs/${id}`);
  const run = await loadRun(id);
  const queries = getQueryClient();
  queries.setQueryData(trpc.runs.byId.queryKey({ id }), run);
  await Promise.all([
    queries.prefetchQuery(trpc.runs.history.queryOptions({ id }, { retry: false })),
    queries.prefetchQuery(trpc.runs.events.queryOptions(logInput(id), { retry: false })),
  ]);
  // Behind the events: what comes after those is told live, and the curves must not end before.
  await Promise.all([
    queries.prefetchQuery(trpc.series.points.queryOptions(pointsInput([id]), { retry: false })),
    queries.prefetchQuery(trpc.series.epochs.queryOptions({ ids: [id] }, { retry: false })),
  ]);
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: run.name }]} />
      <HydrateClient>
        <RunPage id={id} />
      </HydrateClient>
    </>
  );
}
