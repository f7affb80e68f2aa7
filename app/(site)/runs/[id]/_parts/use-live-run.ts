import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { startTransition, useCallback, useEffect, useState } from "react";
import type { RunEvent } from "#domain/runs/events";
import { isTerminal } from "#domain/runs/states";
import { useTRPC } from "../../../../_trpc/client.ts";
import { logInput } from "../../_view/log-input.ts";
import { applyEvents, feedOf, type RunFeed, withEarlier } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { useEarlierEvents } from "./use-earlier-events.ts";
import { usePolledEvents } from "./use-polled-events.ts";
import { useStaysTrue } from "./use-stays-true.ts";

export type LiveRun = {
  run: RunDetail;
  feed: RunFeed;
  /** Events have stopped arriving although the run goes on: it reconnects by itself, or the server refuses to. */
  lost: "reconnecting" | "refused" | null;
  /** Parts of a long log are still on their way. */
  loading: boolean;
  /** Connects anew, from the last event that arrived. */
  reconnect: () => void;
};

/** A queued run has no events, but its place and its time change; of a running one this notices a lost trainer. */
const REFRESH_MS = { queued: 2_000, running: 5_000 } as const;
/** The server ends a stream every 45 s and the browser comes back at once: only what lasts longer is a loss. */
const LOST_AFTER_MS = 4_000;

/**
 * A run with its history, kept current by `runs.live`, or by polling for who came by a link. What was loaded with the
 * page is the start; each event after it is applied once, and the history is never fetched again.
 *
 * @param onEvents told of all events that arrive, in order; some may come twice
 */
export function useLiveRun(id: string, onEvents: (events: readonly RunEvent[]) => void): LiveRun {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const runQuery = trpc.runs.byId.queryOptions({ id });
  const {
    data: run,
    isPaused,
    isError,
  } = useSuspenseQuery({
    ...runQuery,
    refetchInterval: ({ state: { data } }) =>
      data?.state === "queued" || data?.state === "running" ? REFRESH_MS[data.state] : false,
  });
  const { data: epochs } = useSuspenseQuery(
    trpc.runs.history.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  const { data: log } = useSuspenseQuery(
    trpc.runs.events.queryOptions(logInput(id), { staleTime: Number.POSITIVE_INFINITY }),
  );

  const [feed, setFeed] = useState(() => feedOf(epochs, log.events, log.lastSeq));
  const receive = useCallback((events: readonly RunEvent[]) => setFeed((now) => applyEvents(now, events)), []);
  // Thousands of lines at once: what one does meanwhile comes first.
  const receiveEarlier = useCallback(
    (events: readonly RunEvent[]) => startTransition(() => setFeed((now) => withEarlier(now, events))),
    [],
  );
  const earlier = useEarlierEvents(id, log.events, receiveEarlier);
  const [from, setFrom] = useState(feed.lastSeq);
  const [endedBefore] = useState(isTerminal(run.state));
  const live = useSubscription(
    trpc.runs.live.subscriptionOptions(
      { id, lastEventId: from },
      {
        enabled: run.mine && !endedBefore,
        onData: ({ data }) => {
          receive(data.events);
          onEvents(data.events);
          queries.setQueryData(runQuery.queryKey, data.run);
        },
      },
    ),
  );

  const ended = isTerminal(run.state);
  const polled = usePolledEvents({
    id,
    after: feed.lastSeq,
    enabled: !run.mine && !endedBefore && !(ended && feed.lastSeq >= run.lastSeq),
    receive: (events) => {
      receive(events);
      onEvents(events);
    },
  });

  const { queryKey } = runQuery;
  useEffect(() => {
    if (!ended || endedBefore) return;
    queries.invalidateQueries({ queryKey });
    queries.invalidateQueries(trpc.runs.list.pathFilter());
  }, [ended, endedBefore, queries, trpc, queryKey]);

  // A stream that is cut off may be silent for long before it says so: what asks in between notices first.
  const isLost = isPaused || isError || (run.mine ? live.status !== "pending" : polled.lost);
  const interrupted = useStaysTrue(!ended && isLost, LOST_AFTER_MS);
  return {
    run,
    feed,
    loading: earlier.loading,
    lost: interrupted ? (run.mine && live.status === "error" ? "refused" : "reconnecting") : null,
    reconnect: () => {
      if (!run.mine) polled.retry();
      else if (feed.lastSeq === from) live.reset();
      else setFrom(feed.lastSeq);
    },
  };
}
