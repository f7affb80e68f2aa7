/** How a trainer stands, in a word, and the shape that goes with it. */
import type { RunState } from "#domain/runs/states";
import type { TrainerLine } from "./trainers-types.ts";

type Standing = { word: string; mark: RunState };

export function trainerStanding({
  alive,
  stopping,
  drainedAt,
  runs,
}: Pick<TrainerLine, "alive" | "stopping" | "drainedAt" | "runs">): Standing {
  if (!alive) return { word: "gone", mark: "cancelled" };
  if (stopping) return { word: "stopping", mark: "running" };
  if (drainedAt)
    return runs.length > 0 ? { word: "draining", mark: "running" } : { word: "drained", mark: "cancelled" };
  return runs.length > 0 ? { word: "training", mark: "running" } : { word: "idle", mark: "queued" };
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** "2 trainers connected, 1 training", for the head of the page. */
export function standingInWords(trainers: readonly TrainerLine[]): string {
  const alive = trainers.filter((trainer) => trainer.alive);
  if (alive.length === 0) return "no trainer connected";
  const busy = alive.filter(({ runs }) => runs.length > 0).length;
  return `${counted(alive.length, "trainer", "trainers")} connected, ${busy === 0 ? "none" : busy} training`;
}
