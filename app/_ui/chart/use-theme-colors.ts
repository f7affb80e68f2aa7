"use client";
import { useSyncExternalStore } from "react";
import { readThemeColors, type ThemeColors } from "./theme-colors.ts";

/** One reading for all charts: each makes the browser lay out the page. */
let current: ThemeColors | null = null;
const listeners = new Set<() => void>();
let stop = () => {};

function refresh(): void {
  current = readThemeColors();
  for (const listener of listeners) listener();
}

function watch(): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", refresh);
  const chosen = new MutationObserver(refresh);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  if (document.fonts.status !== "loaded") void document.fonts.ready.then(refresh);
  return () => {
    system.removeEventListener("change", refresh);
    chosen.disconnect();
    current = null;
  };
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) stop = watch();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stop();
  };
}

function colorsInForce(): ThemeColors {
  current ??= readThemeColors();
  return current;
}

/** The colours in force, read again whenever the theme changes or the fonts arrive; null before hydration. */
export const useThemeColors = (): ThemeColors | null => useSyncExternalStore(subscribe, colorsInForce, () => null);
