import type { IconName } from "../icon.tsx";

/** Something the palette can do or go to. */
export type Command = {
  label: string;
  group: string;
  icon: IconName;
  /** What tells it from others of the same name, shown at the right. */
  hint?: string;
  /** Other words that find it. */
  keywords?: readonly string[];
  /** Keys that do the same, shown at the right. */
  keys?: readonly string[];
} & ({ href: string } | { onSelect: () => void });

/** What a search by somebody who may do it has found so far. */
export type Found = {
  /** In order, found by the search and not filtered again. */
  commands: readonly Command[];
  busy: boolean;
  /** Why nothing came, as a sentence. */
  problem: string | null;
  onRetry: () => void;
};

/** The commands that have every word of `query` in their label, group or keywords. */
export function matchingCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, group, keywords = [] }) => {
    const text = [label, group, ...keywords].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
