"use client";
import { type KeyboardEvent, type RefObject, useCallback } from "react";
import { gridStep } from "../../../_ui/grid-step.ts";

/** How many tiles the first line of a grid has: those that begin at the same height. */
function columnsOf(tiles: readonly HTMLElement[]): number {
  const top = tiles[0]?.getBoundingClientRect().top;
  const next = tiles.findIndex((tile) => tile.getBoundingClientRect().top !== top);
  return next === -1 ? tiles.length : next;
}

/**
 * Arrow keys, Home and End move the focus between the elements with `data-tile` of a grid, Delete calls `onRemove` with the
 * value of that attribute and moves the focus on. One tile at a time is reached by Tab: the grid says which by `tabIndex`.
 */
export function useGridKeys(grid: RefObject<HTMLElement | null>, onRemove: (tile: string) => void) {
  return useCallback(
    (event: KeyboardEvent) => {
      const tiles = [...(grid.current?.querySelectorAll<HTMLElement>("[data-tile]") ?? [])];
      const at = tiles.indexOf(event.target as HTMLElement);
      if (at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        (tiles[at + 1] ?? tiles[at - 1])?.focus();
        onRemove(tiles[at]?.dataset.tile ?? "");
        return;
      }
      const next = gridStep(event.key, at, tiles.length, columnsOf(tiles));
      if (next === null) return;
      event.preventDefault();
      tiles[next]?.focus();
      tiles[next]?.scrollIntoView({ block: "nearest" });
    },
    [grid, onRemove],
  );
}
