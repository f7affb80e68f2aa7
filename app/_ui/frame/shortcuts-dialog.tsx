"use client";
import { Dialog } from "../dialog.tsx";
import { NEW_RUN, PLACES } from "./navigation.ts";

const SHORTCUTS = [
  { keys: ["Ctrl", "K"], does: "Search and commands (⌘ K on a Mac)" },
  ...PLACES.map(({ key, label }) => ({ keys: ["g", key], does: `Go to ${label}` })),
  { keys: [NEW_RUN.key], does: NEW_RUN.label },
  { keys: ["?"], does: "These shortcuts" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["←", "→"], does: "On a chart: read out the epoch before or after" },
];

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2.5 text-sm">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd className="text-ink-2">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
