import type { RunEvent } from "#domain/runs/events";

/**
 * A run's whole history out of what the database has and what this machine's log has. The log reaches further when it
 * contains the database's last event at its place, since one writer at a time numbers the events; its rest was not shipped
 * yet. Otherwise another trainer went on in between, and this log's rest never happened.
 */
export function reconcileEvents(shipped: readonly RunEvent[], logged: readonly RunEvent[]): readonly RunEvent[] {
  const last = shipped.at(-1);
  if (!last) return logged;
  const same = logged[last.seq - 1];
  return same?.at === last.at && same.data.type === last.data.type ? logged : shipped;
}
