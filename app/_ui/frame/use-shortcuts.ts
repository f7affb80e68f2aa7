"use client";
import { useEffect, useRef } from "react";

/** How long the second key of a pair such as `g e` may take, in ms. */
const PAIR_TIMEOUT = 1_200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Global keys: "mod+k", single keys as "n" or "?", pairs as "g e". Letters do nothing while one types in a field or
 * while a dialog or menu is open.
 */
export function useShortcuts(actions: Record<string, () => void>): void {
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) {
        const chord = current.current[`mod+${event.key.toLowerCase()}`];
        if (!chord || event.altKey || event.shiftKey) return;
        event.preventDefault();
        chord();
        return;
      }
      if (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu], [role=alertdialog]")) return;
      const pair = first && event.timeStamp - first.at < PAIR_TIMEOUT ? `${first.key} ${event.key}` : null;
      const action = (pair && current.current[pair]) || current.current[event.key];
      first = action ? null : { key: event.key, at: event.timeStamp };
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
