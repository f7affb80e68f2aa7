import { describe, expect, it } from "vitest";
import type { OutputLine } from "../worker/messages.ts";
import { WorkerOutput } from "./worker-output.ts";

function capture() {
  const time = { now: 0 };
  const told: OutputLine[] = [];
  const output = new WorkerOutput(
    (lines) => told.push(...lines),
    () => time.now,
  );
  const print = (text: string, stream: "stdout" | "stderr" = "stdout") => output.write(stream, Buffer.from(text));
  return { time, told, output, print };
}
const messages = (lines: readonly OutputLine[]) => lines.map(({ message }) => message);

describe("what a worker prints", () => {
  it("comes line by line, of either stream, and the last without its end", () => {
    const { told, output, print } = capture();
    print("on");
    print("dead\n", "stderr");
    print("e\ntw");
    expect(told).toEqual([
      { level: "warn", message: "dead" },
      { level: "info", message: "one" },
    ]);
    print("o");
    output.end();
    expect(messages(told)).toEqual(["dead", "one", "two"]);
    expect(output.lines).toEqual(told);
  });

  it("keeps characters whole that come in two pieces", () => {
    const { told, output } = capture();
    const bytes = Buffer.from("grün\n");
    output.write("stdout", bytes.subarray(0, 3));
    output.write("stdout", bytes.subarray(3));
    expect(messages(told)).toEqual(["grün"]);
  });

  it("has no colours, no control characters, no empty lines, and of a progress bar its last state", () => {
    const { told, print } = capture();
    print("\u001b[31mred\u001b[0m\u0000\u0007\tx\r\n\n  \n10 %\r50 %\r100 %\n");
    expect(messages(told)).toEqual(["red  x", "100 %"]);
  });

  it("is cut where a line has no end", () => {
    const { told, print } = capture();
    for (let i = 0; i < 5; i++) print("x".repeat(900));
    print("\n");
    expect(told.map(({ message }) => message.length)).toEqual([2000, 1800]);
  });

  it("is bounded by the minute and in all, and says what was left out", () => {
    const { time, told, output, print } = capture();
    for (let minute = 0; minute < 7; minute++) {
      print("line\n".repeat(300));
      time.now += 60_000;
    }
    output.end();
    const omissions = told.filter(({ level }) => level === "warn").map(({ message }) => message);
    expect(omissions[0]).toBe("100 lines of output were left out here.");
    expect(told.length - omissions.length).toBe(1_000);
    expect(told.at(-1)?.message).toMatch(/^\d+ lines of output were left out here\.$/);
    const leftOut = omissions.reduce((sum, message) => sum + Number.parseInt(message, 10), 0);
    expect(leftOut + told.length - omissions.length).toBe(7 * 300);
  });
});
