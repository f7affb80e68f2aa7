/** Where a key leads in a grid of `count` places in rows of `columns`; null where it leads nowhere. */
export function gridStep(key: string, at: number, count: number, columns: number): number | null {
  const next = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  }[key];
  return next === undefined || next < 0 || next >= count || next === at ? null : next;
}
