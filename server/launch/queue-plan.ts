/**
 * When waiting runs will start: each goes, in its order, to the trainer that is free first. An estimate, since trainings
 * end early and trainers come and go.
 */

export type PlannedTrainer = {
  id: string;
  /** Milliseconds since 1970 at which it takes its next run; null when nobody can say. */
  freeAt: number | null;
  /** Training FLOPs per second; null before its first epoch. */
  flopsPerSecond: number | null;
};

export type WaitingRun = { id: string; trainingFlops: number };

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
  for (const { id, trainingFlops } of waiting) {
    const next = firstFree(after);
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

/** The trainer that is known to be free first, if any is known. */
export function firstFree(trainers: readonly PlannedTrainer[]): KnownTrainer | null {
  const known = trainers.filter((trainer): trainer is KnownTrainer => trainer.freeAt !== null);
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
};

/** Why the run at `place` waits, in one sentence. */
export function waitingReason(place: number, trainers: { alive: number; busy: number }): string {
  if (trainers.alive === 0) return "No trainer is connected; the run starts when one is.";
  const ahead = place - 1;
  if (ahead > 0) return ahead === 1 ? "One run is ahead of it." : `${ahead} runs are ahead of it.`;
  if (trainers.busy < trainers.alive) return "A trainer is free and takes it next.";
  return trainers.alive === 1 ? "The trainer is busy with another run." : `All ${trainers.alive} trainers are busy.`;
}
