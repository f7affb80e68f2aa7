import { describe, expect, it } from "vitest";
import { isTerminal, RUN_STATES, statesBefore } from "./states.ts";

describe("the life of a run", () => {
  it("says from where a state may be reached", () => {
    expect(statesBefore("running")).toEqual(["queued"]);
    expect(statesBefore("queued")).toEqual(["running"]);
    expect(statesBefore("succeeded")).toEqual(["running"]);
    expect(statesBefore("cancelled")).toEqual(["queued", "running"]);
  });

  it("leads nowhere from a state in which a run has ended", () => {
    const left = RUN_STATES.flatMap(statesBefore);
    expect(RUN_STATES.filter(isTerminal)).toEqual(["succeeded", "failed", "cancelled"]);
    expect(left.filter(isTerminal)).toEqual([]);
  });
});
