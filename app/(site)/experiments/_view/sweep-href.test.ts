import { expect, test } from "vitest";
import { sweepHref } from "./sweep-href.ts";

test("the sweep form starts from what the launch form holds", () => {
  expect(sweepHref("preset.scratch")).toBe("/sweeps/new?preset=scratch&draft=preset.scratch");
  expect(sweepHref("from.abc")).toBe("/sweeps/new?from=abc&draft=from.abc");
  expect(sweepHref("new")).toBe("/sweeps/new?draft=new");
});
