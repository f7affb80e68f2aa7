"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";

const withRuns = (runs: number) =>
  runs === 0 ? "" : runs === 1 ? " with its run" : ` with its ${formatCount(runs)} runs`;

type Target = { id: string; name: string };

/** Deletes sweeps and brings them back, each with its runs. Refusals are said in a toast, as the server words them. */
export function useSweepDeletion() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.sweeps.pathFilter()),
      queries.invalidateQueries(trpc.runs.list.pathFilter()),
      queries.invalidateQueries(trpc.runs.byId.pathFilter()),
    ]);
  const remove = useMutation(trpc.sweeps.delete.mutationOptions({ onError: toastRefusal }));
  const restore = useMutation(
    trpc.sweeps.restore.mutationOptions({
      onSuccess: async ({ runs }) => {
        await refresh();
        showToast(`The sweep is back${withRuns(runs)}`);
      },
      onError: toastRefusal,
    }),
  );
  return {
    restore: ({ id }: Target) => restore.mutate({ id }),
    /** Deletes at once and offers to take it back; `then` follows a deletion that went through. */
    remove: ({ id, name }: Target, then?: () => void) =>
      remove.mutate(
        { id },
        {
          onSuccess: async ({ runs }) => {
            then?.();
            showToast(`Deleted ${name}${withRuns(runs)}`, { undo: () => restore.mutate({ id }) });
            await refresh();
          },
        },
      ),
    removing: remove.isPending,
  };
}
