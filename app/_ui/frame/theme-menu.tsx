"use client";
import { Icon } from "../icon.tsx";
import { ChoiceMenu } from "../menu.tsx";
import { useThemeChoice } from "./use-theme-choice.ts";

export const THEMES = [
  { value: "system", label: "As the system", icon: "monitor" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
] as const;

/** The place "Theme" in the rail or the tab bar. */
export function ThemeMenu({ side }: { side: "right" | "top" }) {
  const [theme, setTheme] = useThemeChoice();
  return (
    <ChoiceMenu
      value={theme}
      options={THEMES}
      onChange={setTheme}
      side={side}
      trigger={
        <button type="button" className="nav-item">
          <Icon name="sun" />
          Theme
        </button>
      }
    />
  );
}
