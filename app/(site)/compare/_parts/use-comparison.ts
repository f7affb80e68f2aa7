import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { isTerminal } from "#domain/runs/states";
import { useTRPC } from "../../../_trpc/client.ts";
import type { PlacedRun } from "../_view/compare-view.ts";
import type { ShownRun } from "../_view/compared-run.ts";
import { comparisonInput } from "../_view/comparison-input.ts";
import { runLabels } from "../_view/run-labels.ts";

/** Figures of a run that still trains are asked for again after this long. */
const REFRESH_MS = 4_000;

/** The runs of a comparison with their looks; kept current while one of them trains. */
export function useComparison(placed: readonly PlacedRun[]) {
  const trpc = useTRPC();
  const input = comparisonInput(placed.map(({ id }) => id));
  const query = useQuery(
    trpc.comparisons.byIds.queryOptions(input, {
      enabled: input.ids.length > 0,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.runs.some((run) => !isTerminal(run.state)) ? REFRESH_MS : false),
    }),
  );
  // The whole page hangs on it: drawn in pieces, so that pointer and keys are heard meanwhile. The first HTML is without
  // it, and so is what the browser draws first, even where the data were there before the page's code.
  const data = useDeferredValue(query.data ?? null, null);
  const runs = useMemo((): ShownRun[] => {
    const byId = new Map(data?.runs.map((run) => [run.id, run]));
    const shown = placed.flatMap(({ id, slot }) => {
      const run = byId.get(id);
      return run ? [{ ...run, slot }] : [];
    });
    const labels = runLabels(shown);
    return shown.map((run, i) => ({ ...run, label: labels[i]?.long ?? run.name, short: labels[i]?.short ?? run.name }));
  }, [data, placed]);
  const gone = data?.gone.filter(({ id }) => placed.some((run) => run.id === id)) ?? [];
  return { query, runs, gone, isPending: input.ids.length > 0 && data === null && !query.isError };
}
