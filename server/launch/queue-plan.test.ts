import { describe, expect, it } from "vitest";
import type { RunNeeds } from "#domain/queue/needs";
import { planQueue, type Wait, waitingReason } from "./queue-plan.ts";

const ANY: RunNeeds = { device: "any", backbone: null };
const CPU = { device: "cpu", backbones: [] } as const;
const run = (id: string, needs = ANY, trainingFlops = 1000) => ({ id, trainingFlops, needs });

describe("planQueue", () => {
  it("gives each run to the trainer that is free first", () => {
    const trainers = [
      { ...CPU, id: "slow", freeAt: 0, flopsPerSecond: 100 },
      { ...CPU, id: "fast", freeAt: 5_000, flopsPerSecond: 1000 },
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
    const { starts } = planQueue([{ ...CPU, id: "new", freeAt: 7, flopsPerSecond: null }], [run("a"), run("b")]);
    expect([...starts]).toEqual([
      ["a", 7],
      ["b", null],
    ]);
  });

  it("knows no start without trainers", () => {
    expect([...planQueue([], [run("a")]).starts]).toEqual([["a", null]]);
  });

  it("gives a run only to those who can train it, and lets others pass", () => {
    const trainers = [
      { ...CPU, id: "cpu", freeAt: 0, flopsPerSecond: 1000 },
      { device: "gpu", backbones: ["xception"], id: "gpu", freeAt: 4_000, flopsPerSecond: 1000 } as const,
    ];
    const gpu: RunNeeds = { device: "gpu", backbone: null };
    const lite: RunNeeds = { device: "any", backbone: "efficientnet-lite0" };
    const xception: RunNeeds = { device: "any", backbone: "xception" };
    const { starts } = planQueue(trainers, [run("a", gpu), run("b"), run("c", lite), run("d", xception)]);
    expect([...starts]).toEqual([
      ["a", 4_000],
      ["b", 0],
      ["c", null],
      ["d", 5_000],
    ]);
  });
});

describe("waitingReason", () => {
  const idle = { ...CPU, busy: false, drained: false };
  const busy = { ...idle, busy: true };
  const drained = { ...idle, drained: true };
  const wait = (rest: Partial<Wait>): Wait => ({
    place: 1,
    paused: false,
    usedUp: false,
    needs: ANY,
    trainers: [idle],
    ...rest,
  });
  it.each<[Partial<Wait>, string]>([
    [{ trainers: [] }, "No trainer is connected; the run starts when one is."],
    [{}, "A trainer is free and takes it next."],
    [{ trainers: [busy] }, "The trainer is busy with another run."],
    [{ trainers: [busy, busy, busy] }, "All 3 trainers are busy."],
    [{ place: 2, trainers: [busy] }, "One run is ahead of it."],
    [{ place: 5, trainers: [busy] }, "4 runs are ahead of it."],
    [{ paused: true }, "An administrator has paused the queue; no run starts until it is resumed."],
    [{ usedUp: true }, "Its owner’s training time of today is used up; it starts after midnight UTC."],
    [
      { needs: { device: "gpu", backbone: "xception" } },
      "It needs a GPU and the weights of Xception, which no trainer that is connected has.",
    ],
    [{ trainers: [drained] }, "The only trainer that could train it takes no more runs."],
    [{ trainers: [drained, drained] }, "The trainers that could train it take no more runs."],
    [{ trainers: [drained, busy] }, "The trainer is busy with another run."],
  ])("of %j is %j", (facts, sentence) => {
    expect(waitingReason(wait(facts))).toBe(sentence);
  });
});
