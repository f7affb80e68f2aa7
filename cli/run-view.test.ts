import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import type { RunDetailAnswer } from "#domain/api/resources";
import { RunView } from "./run-view.ts";

const RUN = {
  name: "Run \u001b[2J",
  state: "running",
  epochs: 4,
  testAccuracy: null,
  modelId: null,
} as RunDetailAnswer;

it("draws a run over its last drawing, and no line is wider than the terminal", () => {
  let written = "";
  const out = { isTTY: true, columns: 44, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
  const view = new RunView(RUN, out);
  const before = written.split("\n").length - 1;
  written = "";
  const epoch = { trainLoss: 1, trainAccuracy: 0.5, validationLoss: 1, seconds: 1, imagesPerSecond: 9 };
  for (const number of [1, 2]) {
    view.show({ seq: number, at: "", type: "epoch", epoch: number, validationAccuracy: number / 4, ...epoch });
  }
  view.end({ ...RUN, state: "succeeded", testAccuracy: 0.5 });
  const drawings = written.split("\u001b[J");
  expect(written.startsWith(`\u001b[${before}A`)).toBe(true);
  const last = stripVTControlCharacters(drawings.at(-1) ?? "");
  expect(last).toContain("succeeded, test");
  expect(last).toContain("epoch 3/4");
  expect(last).toContain("▁█");
  expect(last).not.toContain("\u001b");
  for (const line of last.split("\n")) expect(line.length).toBeLessThanOrEqual(44);
});
