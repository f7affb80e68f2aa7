"use client";
import { useEffect, useState } from "react";
import { chooseTheme, parseTheme, type ThemeChoice } from "./theme.ts";

/** The theme in force and how to change it; all users of the hook follow. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, setChoice] = useState<ThemeChoice>("system");
  useEffect(() => {
    const root = document.documentElement;
    const read = () => setChoice(parseTheme(root.dataset.theme));
    read();
    const observer = new MutationObserver(read);
    observer.observe(root, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, []);
  return [choice, chooseTheme];
}
