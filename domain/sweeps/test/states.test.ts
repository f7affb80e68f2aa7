import { describe, expect, it } from "vitest";
import { allowedVerbs, SWEEP_STATES, SWEEP_VERBS, sweepChange } from "../states.ts";

describe("a sweep", () => {
  it("can be asked for what its state allows, and for nothing after it was cancelled", () => {
    expect(allowedVerbs("running")).toEqual(["pause", "stop", "cancel"]);
    expect(allowedVerbs("paused")).toEqual(["resume", "stop", "cancel"]);
    expect(allowedVerbs("stopped")).toEqual(["cancel"]);
    expect(allowedVerbs("cancelled")).toEqual([]);
  });

  it("changes with every verb", () => {
    for (const verb of SWEEP_VERBS) {
      const { from, to } = sweepChange(verb);
      expect(from).not.toContain(to);
      expect(SWEEP_STATES).toEqual(expect.arrayContaining([...from, to]));
    }
  });
});
