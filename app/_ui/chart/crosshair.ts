"use client";
import { useSyncExternalStore } from "react";

/** Which epoch is read out, for all charts that share a group. */
const epochs = new Map<string, number>();
const listeners = new Set<() => void>();

export function setCrosshair(group: string, epoch: number | null): void {
  if ((epochs.get(group) ?? null) === epoch) return;
  if (epoch === null) epochs.delete(group);
  else epochs.set(group, epoch);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useCrosshair = (group: string): number | null =>
  useSyncExternalStore(
    subscribe,
    () => epochs.get(group) ?? null,
    () => null,
  );
