const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds between one attempt and the next, as Standard Webhooks proposes them; the last comes some 28 hours after the first. */
const PAUSES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;

/** Attempts at one message. */
export const DELIVERY_ATTEMPTS = PAUSES.length + 1;

/** Parts of a pause by which attempts at many messages are spread, so that a receiver that comes back is not run over. */
const SPREAD = 0.2;

/**
 * When a message is tried again that was tried `attempts` times and not accepted; null when it is given up.
 *
 * @param chance from 0 to 1, which spreads the attempts
 */
export function nextAttempt(attempts: number, now: Date, chance: number): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * 1000 * (1 + SPREAD * chance));
}
