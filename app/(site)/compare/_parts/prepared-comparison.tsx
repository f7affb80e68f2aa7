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

/**
 * A comparison with what its first view needs. Nothing is waited for: while the server reads a million points, the browser
 * fetches and starts the page, and takes the answers from the same response as they come.
 */
export function PreparedComparison({ ids, isShared = false }: PreparedComparisonProps) {
  const asked = comparisonInput(ids);
  const queries = getQueryClient();
  if (ids.length > 0) queries.prefetchQuery(trpc.comparisons.byIds.queryOptions(asked, { retry: false }));
  if (ids.length >= COMPARED_RUNS.min) {
    queries.prefetchQuery(trpc.series.points.queryOptions(pointsInput(asked.ids), { retry: false }));
    queries.prefetchQuery(trpc.series.epochs.queryOptions({ ids: asked.ids }, { retry: false }));
  }
  return <HydrateClient>{isShared ? <Comparison fixed={ids} /> : <Comparison />}</HydrateClient>;
}
