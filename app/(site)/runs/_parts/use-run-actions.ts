"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../../_trpc/client.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";

type Target = { id: string; name: string };

/** What an owner can do to a run, from its row or from its page. Refusals are said in a toast, as the server words them. */
export function useRunActions() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const refresh = async (id: string) => {
    await Promise.all([
      queries.invalidateQueries(trpc.runs.byId.queryFilter({ id })),
      queries.invalidateQueries(trpc.runs.list.pathFilter()),
    ]);
  };

  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({ onSuccess: (_, { id }) => refresh(id), onError: toastRefusal }),
  );
  const stop = useMutation(
    trpc.runs.stop.mutationOptions({ onSuccess: (_, { id }) => refresh(id), onError: toastRefusal }),
  );
  const restore = useMutation(
    trpc.runs.restore.mutationOptions({
      onSuccess: async (_, { id }) => {
        await refresh(id);
        showToast("The run is back");
      },
      onError: toastRefusal,
    }),
  );
  const remove = useMutation(trpc.runs.delete.mutationOptions({ onError: toastRefusal }));
  const again = useMutation(
    trpc.runs.again.mutationOptions({
      onSuccess: ({ runId }) => router.push(`/runs/${runId}`),
      onError: toastRefusal,
    }),
  );

  return {
    cancel: ({ id }: Target) => cancel.mutateAsync({ id }).catch(() => undefined),
    stop: ({ id }: Target) => stop.mutate({ id }),
    again: ({ id }: Target) => again.mutate({ id }),
    restore: ({ id }: Target) => restore.mutate({ id }),
    /** Deletes at once and offers to take it back; `then` follows a deletion that went through. */
    remove: ({ id, name }: Target, then?: () => void) =>
      remove.mutate(
        { id },
        {
          onSuccess: async () => {
            then?.();
            showToast(`Deleted ${name}`, { undo: () => restore.mutate({ id }) });
            await refresh(id);
          },
        },
      ),
    stopping: stop.isPending,
    repeating: again.isPending,
    removing: remove.isPending,
  };
}
