import { expect, test } from "vitest";
import { formIssues } from "./form-issues.ts";
import { presetValues } from "./launch-values.ts";

test("a preset has none", () => {
  expect(formIssues(presetValues("deeper")).size).toBe(0);
});

test("a field beyond its limit says so at its own path", () => {
  const { name, spec } = presetValues("scratch");
  const issues = formIssues({ name, spec: { ...spec, epochs: 201, batchSize: Number.NaN } });
  expect(issues.get("spec.epochs")).toBe("Epochs must be at most 200.");
  expect(issues.get("spec.batchSize")).toBe("Batch size must be a number from 1 to 2048.");
});

test("a budget that is broken names the field to change", () => {
  const { name, spec } = presetValues("scratch");
  const [conv, dense] = spec.architecture.blocks;
  if (conv?.kind !== "conv" || dense?.kind !== "dense") throw new Error("scratch is one conv and one dense block");
  const blocks = [
    { ...conv, filters: 512, pool: "none" as const },
    { ...dense, units: 4096 },
  ];
  const issues = formIssues({ name, spec: { ...spec, architecture: { ...spec.architecture, blocks } } });
  expect(issues.get("spec.architecture.blocks")).toContain("the limit is 20,000,000");
});
