"use client";
import { useEffect, useState } from "react";
import { readThemeColors, type ThemeColors } from "./theme-colors.ts";

/** The colours in force, read again whenever the theme changes or the fonts arrive; null before hydration. */
export function useThemeColors(): ThemeColors | null {
  const [colors, setColors] = useState<ThemeColors | null>(null);
  useEffect(() => {
    const refresh = () => setColors(readThemeColors());
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
