import { expect, it } from "vitest";
import { Inbox } from "./inbox.ts";
import type { OutputLine } from "./messages.ts";

const line = (message: string): OutputLine => ({ level: "info", message });

it("keeps commands, and hands over lines whenever somebody listens", () => {
  const inbox = new Inbox();
  const heard: string[] = [];
  const hear = (lines: readonly OutputLine[]) => heard.push(...lines.map(({ message }) => message));
  inbox.receive({ output: [line("a"), line("b")] });
  inbox.follow(hear);
  inbox.receive("stop");
  inbox.receive({ output: [line("c")] });
  inbox.follow(null);
  inbox.receive({ output: [line("d")] });
  expect(heard).toEqual(["a", "b", "c"]);
  inbox.follow(hear);
  expect(heard).toEqual(["a", "b", "c", "d"]);
  expect([...inbox.commands]).toEqual(["stop"]);
});
