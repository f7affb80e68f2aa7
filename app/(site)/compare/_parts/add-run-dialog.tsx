"use client";
import { Button } from "../../../_ui/button.tsx";
import { Dialog } from "../../../_ui/dialog.tsx";
import type { CompareView } from "../_view/compare-view.ts";
import { RunSearch } from "./run-search.tsx";
import type { ChangeView } from "./use-compare-view.ts";

type AddRunDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  view: CompareView;
  onChange: ChangeView;
};

/** Runs to choose from; it stays open, since often several are added. */
export function AddRunDialog({ open, onOpenChange, view, onChange }: AddRunDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add a run"
      footer={
        <Button variant="go" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      }
    >
      <RunSearch view={view} onChange={onChange} />
    </Dialog>
  );
}
