import { useQuery } from "@tanstack/react-query";
import { isTerminal } from "#domain/runs/states";
import { useTRPC } from "../../../../_trpc/client.ts";

/** A lab's runs are few and their histories short, so that one answer a second tells all of them. */
const REFRESH_MS = 1_000;

/** What the viewer did in a lab, kept current while one of its runs is on the way. */
export function useLabWork(lab: string, enabled: boolean) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.labs.work.queryOptions({ lab }),
    enabled,
    refetchInterval: ({ state: { data } }) =>
      Object.values(data?.runs ?? {}).some(({ run }) => !isTerminal(run.state)) ? REFRESH_MS : false,
  });
}
