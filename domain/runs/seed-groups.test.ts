import { expect, test } from "vitest";
import { presetSpec } from "../experiments/presets.ts";
import { seedGroups } from "./seed-groups.ts";

test("groups runs that differ by seed alone", () => {
  const first = { id: 1, spec: presetSpec("deeper", 1) };
  const second = { id: 2, spec: presetSpec("scratch", 1) };
  // As a database returns it: other order of keys.
  const reversed = Object.fromEntries(Object.entries(presetSpec("deeper", 2)).reverse()) as typeof first.spec;
  const third = { id: 3, spec: reversed };
  const fourth = { id: 4, spec: { ...presetSpec("deeper", 1), batchSize: 64 } };
  const groups = seedGroups([first, second, third, fourth]);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([[1, 3], [2], [4]]);
});
