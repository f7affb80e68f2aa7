import type { Metadata } from "next";
import { requireViewer } from "../../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { SweepList } from "../_parts/sweep-list.tsx";
import { pageOf } from "../_view/page-of.ts";

export const metadata: Metadata = { title: "Sweeps" };

type SweepsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SweepsPage({ searchParams }: SweepsPageProps) {
  const page = pageOf((await searchParams).page);
  await requireViewer(page > 1 ? `/sweeps?page=${page}` : "/sweeps");
  await getQueryClient().prefetchQuery(trpc.sweeps.list.queryOptions({ page }, { retry: false }));
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: "Sweeps" }]} />
      <HydrateClient>
        <SweepList page={page} />
      </HydrateClient>
    </>
  );
}
