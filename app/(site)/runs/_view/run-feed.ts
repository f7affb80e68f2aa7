/**
 * What the run page shows of a run, kept up to date from its events: nothing here fetches or draws. Events may arrive
 * twice (a reconnection replays some), so each is applied once, by its number.
 */
import { type RunEvent, type RunEventData, UNTOLD_EVENTS } from "#domain/runs/events";

/** One finished epoch; accuracies are fractions, losses nats, `seconds` those of training and validation. */
export type EpochPoint = {
  epoch: number;
  trainLoss: number | null;
  trainAccuracy: number;
  validationLoss: number | null;
  validationAccuracy: number;
  seconds: number;
  imagesPerSecond: number;
};

/** Means over the epoch that is being trained. */
export type Progress = Extract<RunEventData, { type: "progress" }>;

export type RunFeed = {
  lastSeq: number;
  /** In order of their epochs. */
  epochs: readonly EpochPoint[];
  /** Null before the first batch, between two epochs and after the last one. */
  now: Progress | null;
  /**
   * All events but those of progress, which come often and are only worth their latest (of features the run itself tells it),
   * and the statistics of layers, which are large and asked for where they are shown.
   */
  log: readonly RunEvent[];
  /** The latest epoch whose statistics of layers have come; 0 before the first. */
  layersEpoch: number;
};

const UNTOLD: ReadonlySet<RunEventData["type"]> = new Set(UNTOLD_EVENTS);

export const emptyFeed: RunFeed = { lastSeq: 0, epochs: [], now: null, log: [], layersEpoch: 0 };

const withEpoch = (epochs: readonly EpochPoint[], point: EpochPoint): EpochPoint[] =>
  [...epochs.filter(({ epoch }) => epoch !== point.epoch), point].sort((a, b) => a.epoch - b.epoch);

function applyEvent(feed: RunFeed, event: RunEvent): RunFeed {
  const { data } = event;
  const lastSeq = event.seq;
  if (data.type === "progress") return { ...feed, lastSeq, now: data };
  if (data.type === "features") return { ...feed, lastSeq, now: null };
  if (data.type === "layers") return { ...feed, lastSeq, layersEpoch: data.epoch };
  const log = [...feed.log, event];
  switch (data.type) {
    case "epoch": {
      const { type: _, ...point } = data;
      return { ...feed, lastSeq, log, epochs: withEpoch(feed.epochs, point), now: null };
    }
    // The batches since the checkpoint are trained once more, so the point that was current is not.
    case "resumed":
    case "ended":
      return { ...feed, lastSeq, log, now: null };
    default:
      return { ...feed, lastSeq, log };
  }
}

/** The feed after `events`, which are in order of their numbers; those that it already holds change nothing. */
export const applyEvents = (feed: RunFeed, events: readonly RunEvent[]): RunFeed =>
  events.reduce((current, event) => (event.seq <= current.lastSeq ? current : applyEvent(current, event)), feed);

/**
 * A feed from what was loaded: the epochs as their table keeps them, the events up to number `lastSeq`. The two were not
 * read at the same moment, so either may reach further.
 */
export function feedOf(epochs: readonly EpochPoint[], events: readonly RunEvent[], lastSeq: number): RunFeed {
  const feed = applyEvents(emptyFeed, events);
  return { ...feed, lastSeq: Math.max(lastSeq, feed.lastSeq), epochs: feed.epochs.reduce(withEpoch, [...epochs]) };
}

/**
 * The feed with events that it is still missing in its log. Those that are newer than it are left out: they arrive live as
 * well, and would stand there twice.
 */
export function withEarlier(feed: RunFeed, events: readonly RunEvent[]): RunFeed {
  const known = new Set(feed.log.map(({ seq }) => seq));
  const missing = events.filter(({ seq, data }) => seq <= feed.lastSeq && !known.has(seq) && !UNTOLD.has(data.type));
  if (missing.length === 0) return feed;
  return { ...feed, log: [...feed.log, ...missing].sort((a, b) => a.seq - b.seq) };
}
