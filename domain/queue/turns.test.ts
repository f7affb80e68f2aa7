import { describe, expect, it } from "vitest";
import { inTurn, type QueuedTurn } from "./turns.ts";

let clock = 0;
const run = (id: string, ownerId: string, rest: Partial<QueuedTurn> = {}): QueuedTurn => ({
  id,
  ownerId,
  pinned: null,
  position: null,
  priority: 0,
  queuedAt: new Date(clock++),
  ...rest,
});
const order = (...args: Parameters<typeof inTurn>) => inTurn(...args).map(({ id }) => id);

describe("inTurn", () => {
  it("lets people take turns, whoever came with more", () => {
    const waiting = [run("a1", "a"), run("a2", "a"), run("a3", "a"), run("b1", "b"), run("b2", "b"), run("c1", "c")];
    expect(order(waiting)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("counts what is in training", () => {
    const waiting = [run("a1", "a"), run("a2", "a"), run("b1", "b"), run("b2", "b")];
    expect(order(waiting, new Map([["a", 1]]))).toEqual(["b1", "a1", "b2", "a2"]);
    expect(order(waiting, new Map([["a", 5]]))).toEqual(["b1", "b2", "a1", "a2"]);
  });

  it("then goes by priority, then by age", () => {
    const waiting = [
      run("trial", "a", { priority: -1 }),
      run("single", "a"),
      run("b1", "b"),
      run("begun", "c", { priority: 1 }),
    ];
    expect(order(waiting)).toEqual(["begun", "single", "b1", "trial"]);
  });

  it("keeps the order that an owner gave to their own", () => {
    const waiting = [run("a1", "a", { position: 2 }), run("a2", "a", { position: 1 }), run("a3", "a"), run("b1", "b")];
    // Of the two who are at their first turn, a2 waits longer.
    expect(order(waiting)).toEqual(["a2", "b1", "a1", "a3"]);
  });

  it("puts first what an administrator put first", () => {
    const waiting = [run("a1", "a"), run("b1", "b"), run("a2", "a", { pinned: 2 }), run("b2", "b", { pinned: 1 })];
    expect(order(waiting)).toEqual(["b2", "a2", "a1", "b1"]);
  });

  it("takes nothing out and changes nothing", () => {
    const waiting = [run("b1", "b"), run("a1", "a"), run("a2", "a", { position: 1 })];
    const before = structuredClone(waiting);
    expect(order(waiting).toSorted()).toEqual(["a1", "a2", "b1"]);
    expect(waiting).toEqual(before);
  });
});
