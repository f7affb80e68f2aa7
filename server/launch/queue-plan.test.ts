import { describe, expect, it } from "vitest";
import { planQueue, waitingReason } from "./queue-plan.ts";

const run = (id: string, trainingFlops = 1000) => ({ id, trainingFlops });

describe("planQueue", () => {
  it("gives each run to the trainer that is free first", () => {
    const trainers = [
      { id: "slow", freeAt: 0, flopsPerSecond: 100 },
      { id: "fast", freeAt: 5_000, flopsPerSecond: 1000 },
    ];
    const { starts, ends, after } = planQueue(trainers, [run("a"), run("b"), run("c")]);
    expect([...starts]).toEqual([
      ["a", 0],
      ["b", 5_000],
      ["c", 6_000],
    ]);
    expect([...ends.values()]).toEqual([10_000, 6_000, 7_000]);
    expect(after.map(({ freeAt }) => freeAt)).toEqual([10_000, 7_000]);
    expect(trainers[0]?.freeAt).toBe(0);
  });

  it("says nothing about what comes after a trainer whose speed is unknown", () => {
    const { starts } = planQueue([{ id: "new", freeAt: 7, flopsPerSecond: null }], [run("a"), run("b")]);
    expect([...starts]).toEqual([
      ["a", 7],
      ["b", null],
    ]);
  });

  it("knows no start without trainers", () => {
    expect([...planQueue([], [run("a")]).starts]).toEqual([["a", null]]);
  });
});

describe("waitingReason", () => {
  it.each([
    [1, { alive: 0, busy: 0 }, "No trainer is connected; the run starts when one is."],
    [1, { alive: 1, busy: 0 }, "A trainer is free and takes it next."],
    [1, { alive: 1, busy: 1 }, "The trainer is busy with another run."],
    [1, { alive: 3, busy: 3 }, "All 3 trainers are busy."],
    [2, { alive: 1, busy: 1 }, "One run is ahead of it."],
    [5, { alive: 1, busy: 1 }, "4 runs are ahead of it."],
  ])("at place %i with %o says %j", (place, trainers, sentence) => {
    expect(waitingReason(place, trainers)).toBe(sentence);
  });
});
