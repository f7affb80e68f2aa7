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
    const query = trpc.comparisons.byIds.queryOptions(comparisonInput(ids), { retry: false });
    await queries.prefetchQuery(query);
    const shown = queries.getQueryData(query.queryKey)?.runs.map(({ id }) => id) ?? [];
    if (shown.length >= COMPARED_RUNS.min) {
      const input = comparisonInput(shown);
      await Promise.all([
        queries.prefetchQuery(trpc.series.points.queryOptions(pointsInput(input.ids), { retry: false })),
        queries.prefetchQuery(trpc.series.epochs.queryOptions(input, { retry: false })),
      ]);
    }
  }
  return <HydrateClient>{isShared ? <Comparison fixed={ids} /> : <Comparison />}</HydrateClient>;
}
