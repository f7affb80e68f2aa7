/** The console of a run: what happened and what the training process printed, line by line, to be searched and saved. */
import type { LogLine } from "../../_view/log-lines.ts";

export type ConsoleLine = {
  /** Unique, and stable as lines are added. */
  key: string;
  /** Milliseconds since 1970. */
  at: number;
  level: LogLine["level"];
  /** Printed by the training process. */
  output: boolean;
  text: string;
};

export const LEVELS = ["all", "warn", "error"] as const;
/** Least severe level that is shown. */
export type LevelFilter = (typeof LEVELS)[number];

/** A message of several lines becomes as many. */
export const consoleLines = (log: readonly LogLine[]): ConsoleLine[] =>
  log.flatMap(({ seq, at, level, output = false, parts }) =>
    parts
      .map(({ text }) => text)
      .join("")
      .replace(/\n+$/, "")
      .split("\n")
      .map((text, i) => ({ key: `${seq}.${i}`, at, level, output, text })),
  );

export const atLevel = (lines: readonly ConsoleLine[], filter: LevelFilter): readonly ConsoleLine[] =>
  filter === "all" ? lines : lines.filter(({ level }) => level === "error" || level === filter);

export type Match = {
  /** Index of the line. */
  line: number;
  /** First character of the match within it. */
  start: number;
};

/** Every place where the lines hold `query`, whatever its case, in order. An empty query matches nothing. */
export function findMatches(lines: readonly ConsoleLine[], query: string): Match[] {
  const wanted = query.toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap(({ text }, line) => {
    const matches: Match[] = [];
    const lower = text.toLowerCase();
    for (let start = lower.indexOf(wanted); start >= 0; start = lower.indexOf(wanted, start + wanted.length)) {
      matches.push({ line, start });
    }
    return matches;
  });
}

/** The lines as a text file: time in UTC, level, text. */
export const consoleText = (lines: readonly ConsoleLine[]): string =>
  lines.map(({ at, level, text }) => `${new Date(at).toISOString()} ${level.padEnd(5)} ${text}\n`).join("");
