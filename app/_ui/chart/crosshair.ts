"use client";
import { useSyncExternalStore } from "react";

/** Which x is read out, for all charts that share a group. */
const places = new Map<string, number>();
const listeners = new Set<() => void>();

export function setCrosshair(group: string, x: number | null): void {
  if ((places.get(group) ?? null) === x) return;
  if (x === null) places.delete(group);
  else places.set(group, x);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useCrosshair = (group: string): number | null =>
  useSyncExternalStore(
    subscribe,
    () => places.get(group) ?? null,
    () => null,
  );
