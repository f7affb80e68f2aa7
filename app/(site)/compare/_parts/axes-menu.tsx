"use client";
import { useState } from "react";
import type { RunColumn } from "#domain/runs/run-columns";
import { Button } from "../../../_ui/button.tsx";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import { MAX_AXES } from "../_view/compare-view.ts";

type AxesMenuProps = {
  offered: readonly RunColumn[];
  chosen: readonly RunColumn[];
  onChoose: (ids: string[]) => void;
  /** Back to what differs. */
  onReset: () => void;
};

/** Which quantities have an axis; they stand in the order in which they were chosen. */
export function AxesMenu({ offered, chosen, onChoose, onReset }: AxesMenuProps) {
  const [open, setOpen] = useState(false);
  const ids = chosen.map(({ id }) => id);
  const toggle = (id: string) => onChoose(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  return (
    <>
      <Button variant="plain" size="sm" icon="sliders" onClick={() => setOpen(true)}>
        Axes
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Axes"
        description={`${ids.length} of ${MAX_AXES} at most, in the order in which they are chosen.`}
        footer={
          <>
            <Button onClick={onReset}>What differs</Button>
            <Button variant="go" onClick={() => setOpen(false)}>
              Done
            </Button>
          </>
        }
      >
        {[...Map.groupBy(offered, ({ group }) => group)].map(([group, columns]) => (
          <fieldset key={group}>
            <legend className="caption mb-1">{group}</legend>
            <div className="grid gap-1">
              {columns.map(({ id, label }) => (
                <Checkbox
                  key={id}
                  label={label}
                  checked={ids.includes(id)}
                  disabled={!ids.includes(id) && ids.length >= MAX_AXES}
                  onChange={() => toggle(id)}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </Dialog>
    </>
  );
}
