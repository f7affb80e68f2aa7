import { COMPARED_RUNS } from "#domain/limits";
import { getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
import { pointsInput } from "../../runs/_view/points-input.ts";
import { comparisonInput } from "../_view/comparison-input.ts";
import { Comparison } from "./comparison.tsx";

type PreparedComparisonProps = {
  ids: readonly string[];
  /** The runs are those of a shared link. */
  isShared?: boolean;
};

/** A comparison with what its first view needs fetched on the server. */
export async function PreparedComparison({ ids, isShared = false }: PreparedComparisonProps) {
  if (ids.length > 0) {
    const queries = getQueryClient();
    const asked = comparisonInput(ids);
    const query = trpc.comparisons.byIds.queryOptions(asked, { retry: false });
    await Promise.all([queries.prefetchQuery(query), prefetchSeries(asked.ids)]);
    // The charts ask for those that are there.
    const shown = queries.getQueryData(query.queryKey)?.runs.map(({ id }) => id) ?? [];
    if (shown.length < asked.ids.length) await prefetchSeries(comparisonInput(shown).ids);
  }
  return <HydrateClient>{isShared ? <Comparison fixed={ids} /> : <Comparison />}</HydrateClient>;
}

async function prefetchSeries(ids: string[]): Promise<void> {
  if (ids.length < COMPARED_RUNS.min) return;
  const queries = getQueryClient();
  await Promise.all([
    queries.prefetchQuery(trpc.series.points.queryOptions(pointsInput(ids), { retry: false })),
    queries.prefetchQuery(trpc.series.epochs.queryOptions({ ids }, { retry: false })),
  ]);
}
