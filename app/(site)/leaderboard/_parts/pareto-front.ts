export type Measured = { testAccuracy: number; parameters: number };

/** The models of which no other is both at most as large and more accurate, or smaller and as accurate; smallest first. */
export function paretoFront<Model extends Measured>(models: readonly Model[]): Model[] {
  const bySize = [...models].sort((a, b) => a.parameters - b.parameters || b.testAccuracy - a.testAccuracy);
  let best = Number.NEGATIVE_INFINITY;
  return bySize.filter(({ testAccuracy }) => {
    if (testAccuracy <= best) return false;
    best = testAccuracy;
    return true;
  });
}
