import clsx from "clsx";
import { memo, type ReactNode } from "react";
import type { ConsoleLine, Match } from "../_view/console-lines.ts";

type ConsoleChunkProps = {
  lines: readonly ConsoleLine[];
  /** Of the matches in these lines, by the index of the line among all: null where nothing is searched here. */
  matches: readonly Match[] | null;
  /** Index among all lines of the first of these. */
  first: number;
  /** Length of what is searched. */
  length: number;
  current: Match | null;
  timeZone: string;
};

const TONES = { info: undefined, warn: "text-warn", error: "text-fail" } as const;

/**
 * Some lines of a long log, which never change once they are there. The browser lays out only the chunks in sight (`content-visibility`), and React draws again
 * only those that have changed, so that ten thousand lines scroll and are searched without a stutter.
 */
export const ConsoleChunk = memo(Chunk, (a, b) => {
  const sameLines =
    a.lines.length === b.lines.length &&
    a.lines[0]?.key === b.lines[0]?.key &&
    a.lines.at(-1)?.key === b.lines.at(-1)?.key;
  const sameMarks = a.matches === b.matches && a.current === b.current && (a.matches === null || a.length === b.length);
  return sameLines && sameMarks && a.timeZone === b.timeZone;
});

function Chunk(props: ConsoleChunkProps) {
  const { lines, matches, first, length, current, timeZone } = props;
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone });
  return (
    <div className="console-chunk" style={{ containIntrinsicBlockSize: `auto ${lines.length * 20}px` }}>
      {lines.map(({ key, at, level, output, text }, i) => {
        const here = matches?.filter(({ line }) => line === first + i) ?? [];
        return (
          <div key={key} className={clsx("console-line", output && "console-output", TONES[level])}>
            <time dateTime={new Date(at).toISOString()}>{clock.format(at)}</time>
            <span className="console-text">{here.length > 0 ? marked(text, here, length, current) : text}</span>
          </div>
        );
      })}
    </div>
  );
}

/** The text with what was searched marked in it. */
function marked(text: string, matches: readonly Match[], length: number, current: Match | null): ReactNode[] {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of matches) {
    const { start } = match;
    parts.push(text.slice(from, start));
    from = start + length;
    parts.push(
      <mark key={start} data-current={current?.line === match.line && current.start === start}>
        {text.slice(start, from)}
      </mark>,
    );
  }
  return [...parts, text.slice(from)];
}
