"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { useTRPC } from "../../../../_trpc/client.ts";
import { useDebounced } from "../../../experiments/new/_parts/use-debounced.ts";

const DELAY_MS = 300;
/** Trainers come and go and the queue moves while somebody thinks. */
const REFRESH_MS = 5_000;

/** What to expect of this plan, once it has not changed for a moment; the answer before stays until the next is there. */
export function useSweepEstimate(plan: SweepPlan | null) {
  const trpc = useTRPC();
  const settled = useDebounced(plan, DELAY_MS);
  return useQuery(
    trpc.sweeps.estimate.queryOptions(
      { plan: settled as SweepPlan },
      { enabled: settled !== null, placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  );
}
