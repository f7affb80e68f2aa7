/** Toasts that wait to be shown: what shows them is fetched with the first. */

export type ToastFacts = {
  message: string;
  tone?: "good" | "bad" | undefined;
  /** Takes the act back; the toast then stays for ten seconds. */
  undo?: (() => void) | undefined;
  /** What it tells of: a later toast of the same thing takes its place, since only the last act can be taken back. */
  about?: string | undefined;
};

let waiting: ToastFacts[] = [];
const listeners = new Set<() => void>();

export function addToast(toast: ToastFacts): void {
  waiting.push(toast);
  for (const listener of listeners) listener();
}

export function takeToasts(): ToastFacts[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** Calls `listener` after each toast that comes; returns how to end that. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
