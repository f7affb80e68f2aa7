import { specCost } from "#domain/experiments/cost";
import { presetOf, presetSpec } from "#domain/experiments/presets";
import type { ShownRun } from "./compared-run.ts";

/** A finished run for tests of what is shown of it. */
export function testRun(overrides: Partial<ShownRun> = {}): ShownRun {
  const spec = overrides.spec ?? presetSpec("scratch");
  return {
    id: "01890000-0000-7000-8000-000000000001",
    name: "scratch",
    preset: presetOf(spec.architecture),
    state: "succeeded",
    endedEarly: false,
    spec,
    parameters: specCost(spec).network.parameters,
    engine: null,
    trainer: "trainer-1",
    startedAt: null,
    trainingSeconds: 60,
    epoch: 10,
    bestEpoch: 10,
    bestValidationAccuracy: 0.65,
    testCount: 10_000,
    testAccuracy: 0.6485,
    metrics: {},
    bestAt: {},
    confusion: null,
    classes: ["cat", "dog"],
    answers: false,
    slot: 0,
    label: "scratch",
    short: "scratch",
    ...overrides,
  };
}
