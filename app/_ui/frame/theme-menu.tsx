"use client";
import { ChoiceMenu } from "../menu.tsx";
import type { ChoiceMenuProps } from "../menu-props.ts";
import { useThemeChoice } from "./use-theme-choice.ts";

export const THEMES = [
  { value: "system", label: "As the system", icon: "monitor" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
] as const;

/** A button that opens the choice of a theme. */
export function ThemeMenu({ trigger, side }: Pick<ChoiceMenuProps<string>, "trigger" | "side">) {
  const [theme, setTheme] = useThemeChoice();
  return <ChoiceMenu value={theme} options={THEMES} onChange={setTheme} side={side} trigger={trigger} />;
}
