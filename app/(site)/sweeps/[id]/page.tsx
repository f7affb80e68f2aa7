import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { requireViewer } from "../../../_session/viewer.ts";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api, getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { SweepPage } from "./_parts/sweep-page.tsx";

type Props = { params: Promise<{ id: string }> };

/** The sweep, or the page that says there is none: a stranger's is not told apart from one that does not exist. */
const loadSweep = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  return orNotFound(api.sweeps.byId({ id }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  await requireViewer(`/sweeps/${id}`);
  return { title: (await loadSweep(id)).name };
}

export default async function SweepRoute({ params }: Props) {
  const { id } = await params;
  await requireViewer(`/sweeps/${id}`);
  const sweep = await loadSweep(id);
  getQueryClient().setQueryData(trpc.sweeps.byId.queryKey({ id }), sweep);
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Experiments", href: "/experiments" },
          { label: "Sweeps", href: "/sweeps" },
          { label: sweep.name },
        ]}
      />
      <HydrateClient>
        <SweepPage id={id} />
      </HydrateClient>
    </>
  );
}
