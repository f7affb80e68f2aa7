import type { Metadata } from "next";
import { getViewer } from "../../_session/viewer.ts";
import { getQueryClient, HydrateClient, trpc } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { toQuery } from "../_view/to-query.ts";
import { Leaderboard } from "./_parts/leaderboard.tsx";
import { boardInput, parseBoard, pointsInput } from "./_view/board-view.ts";

export const metadata: Metadata = {
  title: "Leaderboard",
  description: "Image classifiers trained and measured by Cultivar, ranked by test accuracy with its 95 % interval.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeaderboardPage({ searchParams }: Props) {
  const view = parseBoard(toQuery(await searchParams));
  const queries = getQueryClient();
  const [viewer] = await Promise.all([
    getViewer(),
    queries.prefetchQuery(trpc.models.leaderboard.queryOptions(boardInput(view))),
    queries.prefetchQuery(trpc.models.leaderboardPoints.queryOptions(pointsInput(view))),
  ]);
  return (
    <HydrateClient>
      <Breadcrumbs items={[{ label: "Leaderboard" }]} />
      <Leaderboard signedIn={viewer !== null} />
    </HydrateClient>
  );
}
