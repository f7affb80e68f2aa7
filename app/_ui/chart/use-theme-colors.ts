"use client";
import { useEffect, useState } from "react";

const NAMES = ["ink", "ink-3", "line", "control", "sunken", "paper", "accent", "accent-text"] as const;

/** What a canvas needs of the theme: it cannot read CSS variables itself. */
export type ThemeColors = Record<(typeof NAMES)[number], string> & { fontFamily: string };

function read(): ThemeColors {
  const probe = document.createElement("span");
  document.body.append(probe);
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  const fontFamily = getComputedStyle(document.body).fontFamily;
  probe.remove();
  return { ...Object.fromEntries(entries), fontFamily };
}

/** The colours in force, read again whenever the theme changes or the fonts arrive; null before hydration. */
export function useThemeColors(): ThemeColors | null {
  const [colors, setColors] = useState<ThemeColors | null>(null);
  useEffect(() => {
    const refresh = () => setColors(read());
    refresh();
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", refresh);
    const chosen = new MutationObserver(refresh);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    void document.fonts.ready.then(refresh);
    return () => {
      system.removeEventListener("change", refresh);
      chosen.disconnect();
    };
  }, []);
  return colors;
}
