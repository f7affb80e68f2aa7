"use client";
import clsx from "clsx";
import { memo, useDeferredValue, useEffect, useMemo, useState } from "react";
import { Button, IconButton } from "../../../../_ui/button.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { saveText } from "../../../../_ui/save-text.ts";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { copyText } from "../../../_parts/copy-text.ts";
import { logLines } from "../../_view/log-lines.ts";
import type { RunFeed } from "../../_view/run-feed.ts";
import { atLevel, consoleLines, consoleText, findMatches, type LevelFilter } from "../_view/console-lines.ts";
import { ConsoleChunk } from "./console-chunk.tsx";
import { ConsoleSearch } from "./console-search.tsx";
import { useFollow } from "./use-follow.ts";

const CHUNK = 200;

type ConsoleLogProps = {
  log: RunFeed["log"];
  /** Of the run. */
  name: string;
  /** More lines may come. */
  live: boolean;
  /** Lines that are still being fetched are missing between those that are here. */
  loading: boolean;
};

/** All that happened and all that the training process printed, in order of time. Events that are no lines draw nothing anew. */
export const ConsoleLog = memo(function ConsoleLog({ log, name, live, loading }: ConsoleLogProps) {
  const all = useMemo(() => consoleLines(logLines(log)), [log]);
  const [level, setLevel] = useState<LevelFilter>("all");
  const [wrap, setWrap] = useState(true);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const { box, content, following, follow, release } = useFollow(live);
  const [timeZone, setTimeZone] = useState("UTC");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);

  const lines = useMemo(() => atLevel(all, level), [all, level]);
  // Typing goes before marking.
  const wanted = useDeferredValue(query);
  const matches = useMemo(() => findMatches(lines, wanted), [lines, wanted]);
  const current = matches[Math.min(at, matches.length - 1)] ?? null;
  const chunks = useMemo(
    () => Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, i) => lines.slice(i * CHUNK, (i + 1) * CHUNK)),
    [lines],
  );
  const matchesOf = useMemo(() => Map.groupBy(matches, ({ line }) => Math.floor(line / CHUNK)), [matches]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another match becomes the current one
  useEffect(() => {
    if (!current) return;
    release();
    box.current?.querySelector('mark[data-current="true"]')?.scrollIntoView({ block: "nearest" });
  }, [current?.line, current?.start, wanted, box, release]);

  const search = (next: string) => {
    setQuery(next);
    setAt(0);
  };
  const step = (by: 1 | -1) =>
    setAt((now) => (matches.length === 0 ? 0 : (now + by + matches.length) % matches.length));
  const count = (filter: LevelFilter) => formatCount(atLevel(all, filter).length);

  return (
    <Plate
      id="log"
      title="Log"
      caption={`${formatCount(all.length)} ${all.length === 1 ? "line" : "lines"}${loading ? ", more are on their way" : ""}`}
      tools={
        <>
          <IconButton icon="copy" label="Copy the log" onClick={() => copyText(consoleText(lines), "Copied the log")} />
          <IconButton
            icon="download"
            label="Save the log as text"
            onClick={() => saveText(consoleText(lines), `${name}, log`, "txt")}
          />
        </>
      }
    >
      <div className="console-tools">
        <ConsoleSearch
          query={query}
          onQuery={search}
          at={Math.min(at, Math.max(matches.length - 1, 0))}
          matches={matches.length}
          onStep={step}
        />
        <Segmented
          label="Level"
          options={[
            { value: "all", label: "all" },
            { value: "warn", label: "warnings", count: count("warn") },
            { value: "error", label: "errors", count: count("error") },
          ]}
          value={level}
          onChange={(next) => {
            setLevel(next);
            setAt(0);
          }}
        />
        <Button size="sm" aria-pressed={wrap} onClick={() => setWrap(!wrap)}>
          Wrap lines
        </Button>
        {live && !following && (
          <Button size="sm" icon="down" onClick={follow}>
            Follow
          </Button>
        )}
      </div>
      <div
        ref={box}
        className={clsx("console", wrap && "console-wrap")}
        role="log"
        aria-live="off"
        aria-label="Console of the run"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
      >
        <div ref={content}>
          {chunks.map((part, i) => (
            <ConsoleChunk
              key={part[0]?.key ?? i}
              lines={part}
              first={i * CHUNK}
              matches={matchesOf.get(i) ?? null}
              length={wanted.length}
              current={current && Math.floor(current.line / CHUNK) === i ? current : null}
              timeZone={timeZone}
            />
          ))}
          {lines.length === 0 && (
            <p className="caption p-1">
              {all.length > 0
                ? "No line of this level."
                : live
                  ? "Lines appear here as soon as a trainer takes the run."
                  : "The run ended before it had anything to say."}
            </p>
          )}
        </div>
      </div>
    </Plate>
  );
});
