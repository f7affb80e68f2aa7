import { getQueryClient, HydrateClient, trpc } from "../../../_trpc/server.ts";
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
    await getQueryClient().prefetchQuery(trpc.comparisons.byIds.queryOptions(comparisonInput(ids), { retry: false }));
  }
  return <HydrateClient>{isShared ? <Comparison fixed={ids} /> : <Comparison />}</HydrateClient>;
}
