"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../../_trpc/client.ts";
import { refusalText } from "../../runs/_view/refusal-text.ts";
import { createLaunchKeys } from "../_view/launch-key.ts";
import type { LaunchValues } from "../_view/launch-values.ts";

/** Launches once, however often it is asked for the same thing, and goes to the run. */
export function useLaunch(onLaunched?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [keyFor] = useState(() => createLaunchKeys());
  const mutation = useMutation(
    trpc.experiments.launch.mutationOptions({
      onSuccess: ({ runId }) => {
        onLaunched?.();
        queries.invalidateQueries(trpc.runs.list.pathFilter());
        router.push(`/runs/${runId}`);
      },
    }),
  );
  return {
    start: (values: LaunchValues) => mutation.mutate({ ...values, key: keyFor(values) }),
    // Busy until the run's page is there.
    busy: mutation.isPending || mutation.isSuccess,
    error: mutation.error && refusalText(mutation.error),
  };
}
