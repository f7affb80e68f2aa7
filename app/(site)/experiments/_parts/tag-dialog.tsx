"use client";
import { useState } from "react";
import { Button } from "../../../_ui/button.tsx";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { TagField } from "../../runs/_parts/tag-field.tsx";
import type { ChosenRun } from "../_view/selection.ts";

type TagDialogProps = {
  runs: readonly ChosenRun[];
  onClose: () => void;
  onApply: (change: { add: string[]; remove: string[] }) => Promise<unknown>;
};

/** Tags for several runs at once: new ones for all, and those that some have, to be taken off. */
export function TagDialog({ runs, onClose, onApply }: TagDialogProps) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const counts = new Map<string, number>();
  for (const tag of runs.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);

  const apply = async () => {
    setBusy(true);
    await onApply({ add, remove });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={runs.length === 1 ? `Tags of ${runs[0]?.name}` : `Tags of ${runs.length} runs`}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Leave as they are
          </Button>
          <Button variant="go" loading={busy} disabled={add.length + remove.length === 0} onClick={apply}>
            Apply
          </Button>
        </>
      }
    >
      <section className="grid gap-1.5" aria-label="Add">
        <h3 className="font-medium text-sm">Add</h3>
        <TagField
          label="Add a tag"
          tags={add}
          onAdd={(tag) => setAdd([...add, tag])}
          onRemove={(tag) => setAdd(add.filter((one) => one !== tag))}
        />
      </section>
      {counts.size > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium text-sm">Take off</legend>
          {[...counts].map(([tag, count]) => (
            <Checkbox
              key={tag}
              label={
                <>
                  {tag}{" "}
                  {runs.length > 1 && (
                    <span className="unit">
                      {count} of {runs.length}
                    </span>
                  )}
                </>
              }
              checked={remove.includes(tag)}
              onChange={({ target }) =>
                setRemove(target.checked ? [...remove, tag] : remove.filter((one) => one !== tag))
              }
            />
          ))}
        </fieldset>
      )}
    </Dialog>
  );
}
