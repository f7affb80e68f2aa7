"use client";
/** What the page that is shown adds to the command palette and to the keys, for as long as it is shown. */
import { useEffect, useSyncExternalStore } from "react";
import type { Command } from "./commands.ts";

const NONE: readonly Command[] = [];
let shown: readonly Command[] = NONE;
const listeners = new Set<() => void>();

function show(commands: readonly Command[]): void {
  shown = commands;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called by one part of a page. Commands that are made anew each time must be memoised. */
export function usePageCommands(commands: readonly Command[]): void {
  useEffect(() => {
    show(commands);
    return () => show(NONE);
  }, [commands]);
}

export const useShownCommands = (): readonly Command[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
