"use client";
import { type KeyboardEvent, type RefObject, useCallback } from "react";

/** How many tiles the first line of a grid has: those that begin at the same height. */
function columnsOf(tiles: readonly HTMLElement[]): number {
  const top = tiles[0]?.getBoundingClientRect().top;
  const next = tiles.findIndex((tile) => tile.getBoundingClientRect().top !== top);
  return next === -1 ? tiles.length : next;
}

/** Where a key leads from tile `at` of `count`, which lie in so many columns; null where it leads nowhere. */
export function nextTile(key: string, at: number, count: number, columns: number): number | null {
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  if (target === undefined) return null;
  return target >= 0 && target < count ? target : at;
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
      const next = nextTile(event.key, at, tiles.length, columnsOf(tiles));
      if (next === null) return;
      event.preventDefault();
      tiles[next]?.focus();
      tiles[next]?.scrollIntoView({ block: "nearest" });
    },
    [grid, onRemove],
  );
}
