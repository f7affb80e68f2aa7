import type { KeyboardEvent } from "react";
import { IconButton } from "../../../../_ui/button.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";

type ConsoleSearchProps = {
  query: string;
  onQuery: (query: string) => void;
  /** Of the match that is shown, from 0. */
  at: number;
  matches: number;
  /** To the match after or before. */
  onStep: (step: 1 | -1) => void;
};

/** Searches the log: Enter goes to the next match, Shift and Enter to the one before. */
export function ConsoleSearch({ query, onQuery, at, matches, onStep }: ConsoleSearchProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Escape" && query !== "") {
      event.stopPropagation();
      onQuery("");
    }
  };
  return (
    <div className="flex min-w-0 items-center gap-1">
      <div className="w-56 max-tablet:w-full">
        <Input
          type="search"
          icon="search"
          aria-label="Search the log"
          placeholder="Search"
          className="h-[30px]! max-tablet:h-10!"
          value={query}
          onChange={({ target }) => onQuery(target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {query !== "" && (
        <>
          <span className="caption whitespace-nowrap px-1" role="status">
            {matches === 0 ? "no match" : `${formatCount(at + 1)} of ${formatCount(matches)}`}
          </span>
          <IconButton icon="up" label="Previous match" disabled={matches === 0} onClick={() => onStep(-1)} />
          <IconButton icon="down" label="Next match" disabled={matches === 0} onClick={() => onStep(1)} />
        </>
      )}
    </div>
  );
}
