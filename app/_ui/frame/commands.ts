import type { IconName } from "../icon.tsx";

/** Something the palette can do or go to. */
export type Command = {
  label: string;
  group: string;
  icon: IconName;
  /** Other words that find it. */
  keywords?: readonly string[];
  /** Keys that do the same, shown at the right. */
  keys?: readonly string[];
} & ({ href: string } | { onSelect: () => void });
