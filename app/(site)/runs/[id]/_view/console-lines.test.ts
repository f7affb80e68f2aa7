import { expect, test } from "vitest";
import type { LogLine } from "../../_view/log-lines.ts";
import { atLevel, consoleLines, consoleText, findMatches } from "./console-lines.ts";

const line = (seq: number, text: string, level: LogLine["level"] = "info"): LogLine => ({
  seq,
  at: Date.UTC(2026, 10, 24, 15, 52, seq),
  level,
  parts: [{ text }],
  output: true,
});

test("a message of several lines becomes as many, each with a key of its own", () => {
  const lines = consoleLines([line(1, "first\nsecond\n"), line(2, "third")]);
  expect(lines.map(({ text }) => text)).toEqual(["first", "second", "third"]);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
});

test("a search finds every place, whatever its case, and none for nothing", () => {
  const lines = consoleLines([line(1, "Loss 0.9, loss 0.8"), line(2, "nothing"), line(3, "LOSS")]);
  expect(findMatches(lines, "loss")).toEqual([
    { line: 0, start: 0 },
    { line: 0, start: 10 },
    { line: 2, start: 0 },
  ]);
  expect(findMatches(lines, "")).toEqual([]);
  expect(findMatches(consoleLines([line(1, "aaa")]), "aa")).toEqual([{ line: 0, start: 0 }]);
});

test("a level shows what is at least as severe", () => {
  const lines = consoleLines([line(1, "a"), line(2, "b", "warn"), line(3, "c", "error")]);
  const shown = (filter: "all" | "warn" | "error") => atLevel(lines, filter).map(({ text }) => text);
  expect([shown("all"), shown("warn"), shown("error")]).toEqual([["a", "b", "c"], ["b", "c"], ["c"]]);
});

test("the text says when in UTC", () => {
  expect(consoleText(consoleLines([line(7, "slow", "warn")]))).toBe("2026-11-24T15:52:07.000Z warn  slow\n");
});
