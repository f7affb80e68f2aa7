"use client";
import { useSearchParams } from "next/navigation";
import { type Cell, cellIn, commonestMistake, searchWithCell } from "../_view/chosen-cell.ts";

/** The cell that is looked into, kept in the address; to begin with, the commonest mistake. */
export function useChosenCell(
  confusion: readonly (readonly number[])[],
  classes: readonly string[],
): [Cell | null, (cell: Cell) => void] {
  const search = useSearchParams();
  const choose = (cell: Cell) => {
    // Of the window, since others write into the address as well.
    const { search: now, hash } = window.location;
    window.history.replaceState(null, "", `?${searchWithCell(new URLSearchParams(now), classes, cell)}${hash}`);
  };
  return [cellIn(search, classes) ?? commonestMistake(confusion), choose];
}
