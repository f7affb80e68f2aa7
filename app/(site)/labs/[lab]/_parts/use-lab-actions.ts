import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../../_trpc/client.ts";
import { randomUuid } from "../../../experiments/_view/launch-key.ts";
import { refusalText } from "../../../runs/_view/refusal-text.ts";

export type LabActions = ReturnType<typeof useLabActions>;

/** What one does with the runs of a lab. A press that fails keeps its key: pressed again, it launches nothing twice. */
export function useLabActions(lab: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [key, setKey] = useState(randomUuid);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries(trpc.labs.work.queryFilter({ lab })),
      queries.invalidateQueries(trpc.labs.candidates.pathFilter()),
      queries.invalidateQueries(trpc.runs.list.pathFilter()),
    ]);
  const launch = useMutation(
    trpc.labs.launch.mutationOptions({
      onSuccess: async () => {
        setKey(randomUuid());
        await refresh();
      },
    }),
  );
  const choose = useMutation(trpc.labs.choose.mutationOptions({ onSuccess: refresh }));
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onSuccess: refresh }));
  // An act that went well takes the refusal of the one before it away.
  const { error } = [launch, choose, cancel].reduce((a, b) => (b.submittedAt > a.submittedAt ? b : a));
  return {
    launch: (networks: string[]) => launch.mutate({ lab, networks, key }),
    choose: (network: string, runId: string | null) =>
      choose.mutateAsync({ lab, network, runId }).catch(() => undefined),
    cancel: (id: string) => cancel.mutateAsync({ id }).catch(() => undefined),
    launching: launch.isPending,
    choosing: choose.isPending,
    refusal: error && refusalText(error),
  };
}
