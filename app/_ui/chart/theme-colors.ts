import { SERIES_COLORS } from "./slots.ts";

const NEUTRALS = ["ink", "ink-2", "ink-3", "line", "control", "sunken", "paper", "accent", "accent-text"] as const;
const NAMES = [...NEUTRALS, ...SERIES_COLORS, ...SERIES_COLORS.map((name) => `${name}-text` as const)] as const;

/** What a canvas needs of the theme: it cannot read CSS variables itself. */
export type ThemeColors = Record<(typeof NAMES)[number], string> & { fontFamily: string };

/** The colours in force, or those for print whatever is in force. */
export function readThemeColors(ground: "page" | "paper" = "page"): ThemeColors {
  const probe = document.createElement("div");
  if (ground === "paper") probe.className = "on-paper";
  // All at once, so that styles are worked out once.
  for (const name of NAMES) probe.appendChild(document.createElement("span")).style.color = `var(--${name})`;
  document.body.append(probe);
  const entries = NAMES.map((name, index) => [name, getComputedStyle(probe.children[index] as Element).color]);
  const { fontFamily } = getComputedStyle(document.body);
  probe.remove();
  return { ...Object.fromEntries(entries), fontFamily };
}
