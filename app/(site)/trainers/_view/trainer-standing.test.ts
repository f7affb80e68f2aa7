import { expect, it } from "vitest";
import { trainerStanding } from "./trainer-standing.ts";

const run = { id: null, name: null, progress: 0, imagesPerSecond: null, readyAt: null };
const idle = { alive: true, stopping: false, drainedAt: null, runs: [] };

it.each([
  [idle, "idle"],
  [{ ...idle, runs: [run] }, "training"],
  [{ ...idle, drainedAt: new Date() }, "drained"],
  [{ ...idle, drainedAt: new Date(), runs: [run] }, "draining"],
  [{ ...idle, stopping: true, runs: [run] }, "stopping"],
  [{ ...idle, alive: false, drainedAt: new Date() }, "gone"],
])("a trainer of %j is %s", (trainer, word) => {
  expect(trainerStanding(trainer).word).toBe(word);
});
