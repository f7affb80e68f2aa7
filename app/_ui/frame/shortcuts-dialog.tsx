"use client";
import { Dialog } from "../dialog.tsx";
import { NEW_RUN, NEW_SWEEP, PLACES } from "./navigation.ts";

const GROUPS: readonly { title: string; shortcuts: readonly { keys: readonly string[]; does: string }[] }[] = [
  {
    title: "Everywhere",
    shortcuts: [
      { keys: ["Ctrl", "K"], does: "Search and commands (⌘ K on a Mac)" },
      ...PLACES.map(({ key, label }) => ({ keys: ["g", key], does: `Go to ${label}` })),
      { keys: [NEW_RUN.key], does: NEW_RUN.label },
      { keys: [NEW_SWEEP.key], does: NEW_SWEEP.label },
      { keys: ["?"], does: "These shortcuts" },
      { keys: ["Esc"], does: "Close what is open" },
    ],
  },
  {
    title: "In the runs table",
    shortcuts: [
      { keys: ["j", "k"], does: "To the next run, to the one before" },
      { keys: ["Enter"], does: "Open the run" },
      { keys: ["Space"], does: "Choose the run; with Shift all from the last one" },
      { keys: ["c"], does: "Compare the chosen runs" },
      { keys: ["Esc"], does: "Choose none" },
    ],
  },
  {
    title: "On a chart",
    shortcuts: [{ keys: ["←", "→"], does: "Read out the point before or after" }],
  },
];

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      {GROUPS.map(({ title, shortcuts }) => (
        <section key={title} aria-label={title} className="grid gap-2">
          <h3 className="caption">{title}</h3>
          <dl className="grid grid-cols-[84px_1fr] items-center gap-x-4 gap-y-2 text-sm">
            {shortcuts.map(({ keys, does }) => (
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
        </section>
      ))}
    </Dialog>
  );
}
