"use client";
import { useEffect, useRef, useState } from "react";
import {
  brushedUp,
  type ChosenRun,
  NOTHING,
  type Selection,
  toggled,
  withoutRuns,
  withRuns,
} from "../_view/selection.ts";

/** The chosen runs; they stay chosen over pages, filters and orders. */
export function useSelection(rows: readonly ChosenRun[]) {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const anchor = useRef<string | null>(null);
  useEffect(() => setSelection((before) => brushedUp(before, rows)), [rows]);
  return {
    selection,
    /** @param range from the row that was changed last to this one */
    toggle: (id: string, range: boolean) => {
      const from = range ? anchor.current : null;
      setSelection((before) => toggled(before, rows, id, from));
      anchor.current = id;
    },
    add: (runs: readonly ChosenRun[]) => setSelection((before) => withRuns(before, runs)),
    remove: (runs: readonly Pick<ChosenRun, "id">[]) => setSelection((before) => withoutRuns(before, runs)),
    clear: () => setSelection(NOTHING),
  };
}
