"use client";
import { useState } from "react";
import { COMPARED_RUNS } from "#domain/limits";
import { isTerminal } from "#domain/runs/states";
import { Button, ButtonLink, IconButton } from "../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../_ui/dialog.tsx";
import { Menu } from "../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../_ui/menu-props.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { type ChosenRun, namesInShort, type Selection } from "../_view/selection.ts";
import { TagDialog } from "./tag-dialog.tsx";
import { type Refusal, useBulkActions } from "./use-bulk-actions.ts";

type SelectionBarProps = {
  selection: Selection;
  onClear: () => void;
  onDeselect: (runs: readonly ChosenRun[]) => void;
};

export const compareHref = (selection: Selection): string | null =>
  selection.size >= COMPARED_RUNS.min && selection.size <= COMPARED_RUNS.max
    ? `/compare?runs=${[...selection.keys()].join()}`
    : null;

/** What can be done with the chosen runs. What was refused stays chosen, and the bar says why. */
export function SelectionBar({ selection, onClear, onDeselect }: SelectionBarProps) {
  const actions = useBulkActions();
  const [asking, setAsking] = useState(false);
  const [tagging, setTagging] = useState(false);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  if (selection.size === 0) return null;

  const chosen = [...selection.values()];
  const active = chosen.filter(({ state }) => !isTerminal(state));
  const ended = chosen.filter(({ state }) => isTerminal(state));
  const href = compareHref(selection);

  const remove = async () => {
    const refusals = await actions.remove(chosen.map(({ id }) => id));
    if (!refusals) return;
    setRefused(refusals);
    onDeselect(chosen.filter(({ id }) => !refusals.some((refusal) => refusal.id === id)));
  };
  const cancel = async () => setRefused((await actions.cancel(active.map(({ id }) => id))) ?? []);
  const stillRefused = refused.filter(({ id }) => selection.has(id));

  const entries: MenuEntry[] = [
    { label: "Tag", icon: "tag", onSelect: () => setTagging(true) },
    { label: "Cancel", icon: "stop", onSelect: () => setAsking(true), disabled: active.length === 0 },
    { label: "Delete", icon: "trash", danger: true, onSelect: () => void remove(), disabled: ended.length === 0 },
  ];

  return (
    <section className="selection-bar" aria-label="Chosen runs">
      <b role="status">{formatCount(selection.size)} selected</b>
      <span className="max-w-[300px] truncate text-ink-2 max-desktop:hidden">{namesInShort(selection)}</span>
      {stillRefused.length > 0 && (
        <span role="alert" className="text-fail">
          {selection.get(stillRefused[0]?.id ?? "")?.name}: {stillRefused[0]?.reason}
          {stillRefused.length > 1 && ` And ${stillRefused.length - 1} more.`}
        </span>
      )}
      <span className="flex items-center gap-2">
        <Button size="sm" variant="plain" onClick={onClear}>
          Clear
        </Button>
        <span className="flex gap-2 max-tablet:hidden">
          <Button size="sm" icon="tag" onClick={() => setTagging(true)}>
            Tag
          </Button>
          {active.length > 0 && (
            <Button size="sm" icon="stop" loading={actions.busy} onClick={() => setAsking(true)}>
              Cancel
            </Button>
          )}
          {ended.length > 0 && (
            <Button size="sm" icon="trash" loading={actions.busy} onClick={remove}>
              Delete
            </Button>
          )}
        </span>
        <span className="tablet:hidden">
          <Menu side="top" trigger={<IconButton icon="dots" label="More for the chosen runs" />} entries={entries} />
        </span>
        {href ? (
          <ButtonLink size="sm" variant="go" href={href}>
            Compare
          </ButtonLink>
        ) : (
          <Button size="sm" disabled title={`A comparison holds ${COMPARED_RUNS.min} to ${COMPARED_RUNS.max} runs.`}>
            Compare
          </Button>
        )}
      </span>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={active.length === 1 ? `Cancel ${active[0]?.name}?` : `Cancel ${active.length} runs?`}
        description="Each ends within a batch and gives its place to the next. Histories are kept, but there will be no tests and no models."
        confirm={active.length === 1 ? "Cancel the run" : "Cancel the runs"}
        dismiss="Let them run"
        danger
        onConfirm={cancel}
      />
      {tagging && (
        <TagDialog
          runs={chosen}
          onClose={() => setTagging(false)}
          onApply={async (change) => setRefused((await actions.tag([...selection.keys()], change)) ?? [])}
        />
      )}
    </section>
  );
}
