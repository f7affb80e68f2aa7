import { formatAbout } from "../../runs/_view/about-duration.ts";

type Prospect = {
  /** Place that the run will have, from 1. */
  place: number;
  expectedStart: Date | null;
  /** One sentence of the server about what it waits for. */
  note: string;
};

/** A start this close is "at once": the queue is looked at about every second. */
const AT_ONCE_MS = 3_000;

/** What the launch button promises, in a few words, and why. */
export function whenSentence({ place, expectedStart, note }: Prospect, now: number): { title: string; reason: string } {
  if (expectedStart === null)
    return { title: place > 1 ? `Place ${place} in the queue` : "Waits for a trainer", reason: note };
  const wait = expectedStart.getTime() - now;
  if (place <= 1 && wait <= AT_ONCE_MS) return { title: "Starts at once", reason: note };
  return {
    title: `Place ${place} in the queue`,
    reason: `Starts in about ${formatAbout(wait / 1000)}. ${note}`,
  };
}
