import type { Metadata } from "next";
import { getViewer } from "../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { Leaderboard } from "./_parts/leaderboard.tsx";
import { PAGE_SIZE, pageNumber } from "./_parts/paging.ts";

export const metadata: Metadata = {
  title: "Leaderboard",
  description: "Image classifiers trained and measured by Cultivar, ranked by test accuracy with its 95 % interval.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeaderboardPage({ searchParams }: Props) {
  const page = pageNumber((await searchParams).page);
  const [viewer] = await Promise.all([
    getViewer(),
    getQueryClient().prefetchQuery(trpc.models.leaderboard.queryOptions({ page, pageSize: PAGE_SIZE })),
  ]);
  return (
    <HydrateClient>
      <Breadcrumbs items={[{ label: "Leaderboard" }]} />
      <Leaderboard page={page} signedIn={viewer !== null} />
    </HydrateClient>
  );
}
