/** Where a key leads from place `at` of `count`, which lie in rows of `columns`; null where it leads nowhere in a grid. */
export function gridStep(key: string, at: number, count: number, columns: number): number | null {
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
