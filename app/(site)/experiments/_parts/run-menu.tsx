"use client";
import { isTerminal } from "#domain/runs/states";
import { IconButton } from "../../../_ui/button.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../_ui/menu-props.ts";
import type { RunListRow, RunSummary } from "../../runs/_view/run-types.ts";

export type RunMenuProps = {
  run: RunListRow;
  actions: {
    again: (run: RunSummary) => void;
    remove: (run: RunSummary) => void;
    /** Asks before it cancels. */
    cancel: (run: RunListRow) => void;
    /** Opens a dialog. */
    tag: (run: RunListRow) => void;
  };
};

/** What can be done to a run without opening it. */
export function RunMenu({ run, actions }: RunMenuProps) {
  const entries: MenuEntry[] = [
    { label: "Clone", icon: "copy", href: `/experiments/new?from=${run.id}` },
    { label: "Run again", icon: "retry", onSelect: () => actions.again(run) },
    { label: "Tags", icon: "tag", onSelect: () => actions.tag(run) },
    "line",
    isTerminal(run.state)
      ? { label: "Delete", icon: "trash", danger: true, onSelect: () => actions.remove(run) }
      : {
          label: "Cancel",
          icon: "stop",
          danger: true,
          disabled: run.command === "cancel",
          onSelect: () => actions.cancel(run),
        },
  ];
  return (
    <Menu
      trigger={<IconButton icon="dots" label={`Actions for ${run.name}`} className="-my-1.5" />}
      entries={entries}
    />
  );
}
