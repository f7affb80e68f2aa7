"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SweepPlan } from "#domain/sweeps/plan-fields";
import { useTRPC } from "../../../../_trpc/client.ts";
import { createLaunchKeys } from "../../../experiments/_view/launch-key.ts";
import { refusalText } from "../../../runs/_view/refusal-text.ts";

/** Launches once, however often it is asked for the same thing, and goes to the sweep. */
export function useSweepLaunch(onLaunched: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [keyFor] = useState(() => createLaunchKeys());
  const mutation = useMutation(
    trpc.sweeps.launch.mutationOptions({
      onSuccess: ({ sweepId }) => {
        onLaunched();
        queries.invalidateQueries(trpc.sweeps.list.pathFilter());
        queries.invalidateQueries(trpc.runs.list.pathFilter());
        router.push(`/sweeps/${sweepId}`);
      },
    }),
  );
  return {
    start: (values: { name: string; plan: SweepPlan }) => mutation.mutate({ ...values, key: keyFor(values) }),
    // Busy until the sweep's page is there.
    busy: mutation.isPending || mutation.isSuccess,
    error: mutation.error && refusalText(mutation.error),
  };
}
