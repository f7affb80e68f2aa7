import type { RunEvent, RunEventData } from "#domain/runs/events";

type EventOf<Type extends RunEventData["type"]> = Extract<RunEventData, { type: Type }>;

/** What a later attempt has to know of what happened: a resumed training computes it again, but says it only once. */
export type RunHistory = {
  started: EventOf<"started"> | null;
  /** The last epoch that was reported; 0 before the first. */
  lastEpoch: number;
  /** The last epoch whose layers were described; 0 before the first. */
  lastLayers: number;
  stopping: boolean;
  evaluated: boolean;
  published: EventOf<"published"> | null;
  ended: EventOf<"ended"> | null;
  /** Lines of output that are in the log. */
  outputLines: number;
};

export function historyOf(events: readonly RunEvent[]): RunHistory {
  const last = <Type extends RunEventData["type"]>(type: Type) =>
    (events.findLast(({ data }) => data.type === type)?.data as EventOf<Type> | undefined) ?? null;
  return {
    started: last("started"),
    lastEpoch: last("epoch")?.epoch ?? 0,
    lastLayers: last("layers")?.epoch ?? 0,
    stopping: last("stopping") !== null,
    evaluated: last("evaluated") !== null,
    published: last("published"),
    ended: last("ended"),
    outputLines: events.filter(({ data }) => data.type === "log" && data.output).length,
  };
}
