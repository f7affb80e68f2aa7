"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { toastRefusal } from "../../_parts/toast-refusal.ts";

/** Asks anew for what the page shows of queue and trainers. */
export function useQueueRefresh(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries(trpc.trainers.overview.pathFilter()),
      queries.invalidateQueries(trpc.trainers.audit.pathFilter()),
    ]);
}

/** What people do with the queue and with trainers. What can be taken back offers it. */
export function useQueueActs() {
  const trpc = useTRPC();
  const onSettled = useQueueRefresh();
  const options = { onSettled, onError: toastRefusal };
  const move = useMutation(trpc.trainers.move.mutationOptions(options));
  const pause = useMutation(trpc.trainers.pauseQueue.mutationOptions(options));
  const resume = useMutation(trpc.trainers.resumeQueue.mutationOptions(options));
  const drain = useMutation(trpc.trainers.drain.mutationOptions(options));
  return {
    /** @param before the run that it is to stand before; null for the end */
    move: (id: string, before: string | null, said: string) =>
      move.mutate(
        { id, before },
        {
          onSuccess: ({ stoodBefore }) => showToast(said, { undo: () => move.mutate({ id, before: stoodBefore }) }),
        },
      ),
    moving: move.isPending,
    pause: () =>
      pause.mutate(undefined, {
        onSuccess: () => showToast("The queue is paused", { undo: () => resume.mutate() }),
      }),
    resume: () => resume.mutate(),
    steering: pause.isPending || resume.isPending,
    drain: ({ id, name }: { id: string; name: string }, drained: boolean) =>
      drain.mutate(
        { id, drained },
        {
          onSuccess: () =>
            showToast(drained ? `${name} takes no more runs` : `${name} takes runs again`, {
              undo: () => drain.mutate({ id, drained: !drained }),
            }),
        },
      ),
  };
}
