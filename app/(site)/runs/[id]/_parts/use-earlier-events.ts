import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { RunEvent } from "#domain/runs/events";
import { useTRPCClient } from "../../../../_trpc/client.ts";
import { logInput } from "../../_view/log-input.ts";

/**
 * Fetches what did not fit into the first answer of `runs.events`: a run that prints much has more events than one answer
 * carries.
 *
 * @param first the events of that answer
 */
export function useEarlierEvents(
  id: string,
  first: readonly RunEvent[],
  receive: (events: readonly RunEvent[]) => void,
): { loading: boolean } {
  const client = useTRPCClient();
  const input = logInput(id);
  const { data, isLoading } = useQuery({
    queryKey: ["events beyond the first answer", id],
    queryFn: async ({ signal }) => {
      const events: RunEvent[] = [];
      for (let last = first.at(-1); last; ) {
        const page = await client.runs.events.query({ ...input, after: last.seq }, { signal });
        events.push(...page.events);
        last = page.events.length < input.limit ? undefined : page.events.at(-1);
      }
      return events;
    },
    enabled: first.length >= input.limit,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (data) receive(data);
  }, [data, receive]);
  return { loading: isLoading };
}
