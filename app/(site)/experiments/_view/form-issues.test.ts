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

test("what a backbone breaks is said at its fields", () => {
  const { name, spec } = presetValues("pretrained");
  const { architecture } = spec;
  const issuesWith = (backbone: object, rest: object = {}) =>
    formIssues({
      name,
      spec: {
        ...spec,
        ...rest,
        architecture: { ...architecture, backbone: { ...architecture.backbone, ...backbone } as never },
      },
    });
  const fineTuning = { blocks: 11, afterEpochs: 10, rateFactor: 0.1 };
  expect(issuesWith({ fineTuning }).get("spec.architecture.backbone.fineTuning.blocks")).toBe(
    "Blocks must be at most 10.",
  );
  expect(
    issuesWith({ pooling: "average", fineTuning: { ...fineTuning, blocks: 1 } }).get(
      "spec.architecture.backbone.fineTuning.afterEpochs",
    ),
  ).toMatch(/fewer epochs than the whole training, which has 10/);
  expect(issuesWith({ side: 100 }).get("spec.architecture.backbone.side")).toBe(
    "Side must be 96, 128, 160, 224 pixels.",
  );
  expect(
    issuesWith({}, { augmentation: { flip: true, shift: 4, cutout: 0 } }).get("spec.augmentation.shift"),
  ).toContain("pictures can only be mirrored");
  const conv = presetValues("scratch").spec.architecture.blocks[0];
  const averaged = { ...architecture, blocks: [conv], backbone: { ...architecture.backbone, pooling: "average" } };
  expect(
    formIssues({ name, spec: { ...spec, architecture: averaged as never } }).get("spec.architecture.blocks.0"),
  ).toContain("averages of features have no places");
});
