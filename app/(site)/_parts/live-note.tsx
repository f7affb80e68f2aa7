"use client";
import { Note } from "../../_ui/note.tsx";
import { ClockTime } from "../../_ui/relative-time.tsx";
import { refusalText } from "../runs/_view/refusal-text.ts";

type Refreshed = {
  data: unknown;
  isError: boolean;
  /** The browser knows that it is offline, and waits with asking. */
  isPaused: boolean;
  error: { message: string; data?: unknown } | null;
  /** In milliseconds since 1970; 0 while something else is shown in the place of what was asked for. */
  dataUpdatedAt: number;
  refetch: () => void;
};

/**
 * Says that what is shown is no longer kept current, and since when. The query goes on asking by itself; with the first
 * answer the note is gone. Nothing was shown yet: the page has its own words for that.
 */
export function LiveNote({ query }: { query: Refreshed }) {
  const { data, isError, isPaused, error, dataUpdatedAt, refetch } = query;
  if (data === undefined || !(isError || isPaused)) return null;
  const refused = error?.data ? refusalText(error) : null;
  return (
    <Note role="status" icon="retry" className="mb-5">
      <b>Live updates have stopped.</b> {refused ?? "Reconnecting by itself; nothing will be missed."}{" "}
      {dataUpdatedAt > 0 && (
        <>
          Shown is what was known at <ClockTime at={dataUpdatedAt} />.{" "}
        </>
      )}
      <button type="button" className="text-link" onClick={() => refetch()}>
        Try now
      </button>
    </Note>
  );
}
