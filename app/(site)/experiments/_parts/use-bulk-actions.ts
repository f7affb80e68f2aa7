"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";

const runs = (count: number) => (count === 1 ? "1 run" : `${formatCount(count)} runs`);

export type Refusal = { id: string; reason: string };

/**
 * Commands on many runs. Each says in a toast what was done and gives back what was refused; null when the call itself
 * failed, which it says too.
 */
export function useBulkActions() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.runs.list.pathFilter()),
      queries.invalidateQueries(trpc.runs.byId.pathFilter()),
      queries.invalidateQueries(trpc.runs.tags.pathFilter()),
    ]);
  const options = {
    onSettled: refresh,
    onError: toastRefusal,
  };
  const cancel = useMutation(trpc.runs.cancelMany.mutationOptions(options));
  const remove = useMutation(trpc.runs.deleteMany.mutationOptions(options));
  const restore = useMutation(trpc.runs.restoreMany.mutationOptions(options));
  const tag = useMutation(trpc.runs.tagMany.mutationOptions(options));

  const told = async (
    call: Promise<{ done: string[]; refused: Refusal[] }>,
    say: (count: number) => string,
    undo?: (ids: string[]) => void,
  ): Promise<Refusal[] | null> => {
    const result = await call.catch(() => null);
    if (!result) return null;
    const { done, refused } = result;
    if (done.length > 0) showToast(say(done.length), undo ? { undo: () => undo(done) } : {});
    return refused;
  };

  return {
    cancel: (ids: string[]) => told(cancel.mutateAsync({ ids }), (count) => `Cancelled ${runs(count)}`),
    /** At once, for all; one toast takes it back. */
    remove: (ids: string[]) =>
      told(
        remove.mutateAsync({ ids }),
        (count) => `Deleted ${runs(count)}`,
        (done) => void told(restore.mutateAsync({ ids: done }), (count) => `${runs(count)} restored`),
      ),
    tag: (ids: string[], change: { add: string[]; remove: string[] }) =>
      told(tag.mutateAsync({ ids, ...change }), (count) => `Tagged ${runs(count)}`),
    busy: cancel.isPending || remove.isPending || tag.isPending,
  };
}
