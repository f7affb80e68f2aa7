import { getQueryClient, HydrateClient, trpc } from "../../../../_trpc/server.ts";
import { logInput } from "../../_view/log-input.ts";
import { pointsInput } from "../../_view/points-input.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { RunPage } from "./run-page.tsx";

/** The page of a run, with what its first view needs fetched on the server. */
export async function PreparedRun({ run }: { run: RunDetail }) {
  const { id } = run;
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
    <HydrateClient>
      <RunPage id={id} />
    </HydrateClient>
  );
}
