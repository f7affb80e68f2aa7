/** Training time is counted by days of UTC, so that all trainers and pages mean the same day. */

const DAY_MS = 86_400_000;

/** Midnight at which the day of `now` began. */
export const dayStart = (now: Date): Date => new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);

/** Midnight at which the next day begins. */
export const dayEnd = (now: Date): Date => new Date(dayStart(now).getTime() + DAY_MS);
