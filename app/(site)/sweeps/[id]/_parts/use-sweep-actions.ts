"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../../_trpc/client.ts";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";

/** The four verbs of a sweep. Refusals are said in a toast, as the server words them; the page then shows how it stands. */
export function useSweepActions(id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.sweeps.pathFilter()),
      queries.invalidateQueries(trpc.runs.list.pathFilter()),
    ]);
  };
  const options = {
    onSettled: refresh,
    onError: toastRefusal,
  };
  const pause = useMutation(trpc.sweeps.pause.mutationOptions(options));
  const resume = useMutation(trpc.sweeps.resume.mutationOptions(options));
  const stop = useMutation(trpc.sweeps.stop.mutationOptions(options));
  const cancel = useMutation(trpc.sweeps.cancel.mutationOptions(options));
  return {
    pause: () => pause.mutate({ id }),
    resume: () => resume.mutate({ id }),
    stop: () => stop.mutateAsync({ id }).catch(() => undefined),
    cancel: () => cancel.mutateAsync({ id }).catch(() => undefined),
    busy: pause.isPending || resume.isPending || stop.isPending || cancel.isPending,
  };
}
