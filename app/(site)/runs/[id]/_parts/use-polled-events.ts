import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { RunEvent } from "#domain/runs/events";
import { useTRPCClient } from "../../../../_trpc/client.ts";

const POLL_MS = 2_000;

type PolledEvents = {
  id: string;
  /** Number of the last event that is known. */
  after: number;
  enabled: boolean;
  receive: (events: readonly RunEvent[]) => void;
};

/**
 * Asks for news of a run from time to time: for readers who came by a link, as an event stream of a browser can send no
 * header to say by which.
 */
export function usePolledEvents({ id, after, enabled, receive }: PolledEvents) {
  const client = useTRPCClient();
  const { data, isError, refetch } = useQuery({
    queryKey: ["events of a shared run", id],
    queryFn: () => client.runs.events.query({ id, after }),
    enabled,
    refetchInterval: POLL_MS,
    staleTime: 0,
    gcTime: 0,
  });
  const tell = useEffectEvent(receive);
  useEffect(() => {
    if (data) tell(data.events);
  }, [data]);
  return { lost: isError, retry: refetch };
}
