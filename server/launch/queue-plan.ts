/**
 * When waiting runs will start: each goes, in its order, to the trainer that is free first of those that can train it. An
 * estimate, since trainings end early and trainers come and go.
 */
import { type Capabilities, canTrain, missingNeeds, type RunNeeds } from "#domain/queue/needs";

/** One that trains several runs side by side stands here several times. */
export type PlannedTrainer = Capabilities & {
  id: string;
  /** Milliseconds since 1970 at which it takes its next run; null when nobody can say. */
  freeAt: number | null;
  /** Training FLOPs per second; null before its first epoch. */
  flopsPerSecond: number | null;
};

export type WaitingRun = { id: string; trainingFlops: number; needs: RunNeeds };

export type QueuePlan = {
  /** Milliseconds since 1970 per waiting run; null when nobody can say. */
  starts: Map<string, number | null>;
  /** Likewise, when it will have been trained. */
  ends: Map<string, number | null>;
  /** The trainers as they are once all these runs are done. */
  after: PlannedTrainer[];
};

export function planQueue(trainers: readonly PlannedTrainer[], waiting: readonly WaitingRun[]): QueuePlan {
  const after = trainers.map((trainer) => ({ ...trainer }));
  const starts = new Map<string, number | null>();
  const ends = new Map<string, number | null>();
  for (const { id, trainingFlops, needs } of waiting) {
    const next = firstFree(after, needs);
    starts.set(id, next?.freeAt ?? null);
    ends.set(id, null);
    if (!next) continue;
    const { freeAt, flopsPerSecond } = next;
    const busy: PlannedTrainer = next;
    busy.freeAt = flopsPerSecond ? freeAt + (trainingFlops / flopsPerSecond) * 1000 : null;
    ends.set(id, busy.freeAt);
  }
  return { starts, ends, after };
}

type KnownTrainer = PlannedTrainer & { freeAt: number };

/** The trainer that is known to be free first of those that can train it, if any is known. */
export function firstFree(trainers: readonly PlannedTrainer[], needs: RunNeeds): KnownTrainer | null {
  const known = trainers.filter(
    (trainer): trainer is KnownTrainer => trainer.freeAt !== null && canTrain(needs, trainer),
  );
  return known.reduce<KnownTrainer | null>(
    (first, next) => (first && first.freeAt <= next.freeAt ? first : next),
    null,
  );
}

/** What a queued run says about its wait. */
export type QueuePlace = {
  /** 1 is next. */
  place: number;
  /** One sentence. */
  waitingFor: string;
  expectedStart: Date | null;
  /** An administrator has paused the whole queue. */
  paused: boolean;
};

/** What of the queue and the trainers explains a wait. */
export type Wait = {
  place: number;
  paused: boolean;
  /** The training time of today of the run's owner is used up. */
  usedUp: boolean;
  needs: RunNeeds;
  /** Those that are heard of; one that is drained takes no run. */
  trainers: readonly (Capabilities & { busy: boolean; drained: boolean })[];
};

/** Why the run at `place` waits, in one sentence. */
export function waitingReason({ place, paused, usedUp, needs, trainers }: Wait): string {
  if (paused) return "An administrator has paused the queue; no run starts until it is resumed.";
  if (usedUp) return "Its owner’s training time of today is used up; it starts after midnight UTC.";
  if (trainers.length === 0) return "No trainer is connected; the run starts when one is.";
  const missing = missingNeeds(needs, trainers);
  if (missing !== null) return `It needs ${missing}, which no trainer that is connected has.`;
  const capable = trainers.filter((trainer) => canTrain(needs, trainer));
  const able = capable.filter(({ drained }) => !drained);
  if (able.length === 0) {
    return capable.length === 1
      ? "The only trainer that could train it takes no more runs."
      : "The trainers that could train it take no more runs.";
  }
  const ahead = place - 1;
  if (ahead > 0) return ahead === 1 ? "One run is ahead of it." : `${ahead} runs are ahead of it.`;
  if (able.some(({ busy }) => !busy)) return "A trainer is free and takes it next.";
  return able.length === 1 ? "The trainer is busy with another run." : `All ${able.length} trainers are busy.`;
}
