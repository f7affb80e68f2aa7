/** "9 cat, 2 dog, 1 deer": how often each class is among labels, the most frequent first. */
export function classCounts(labels: readonly number[], classes: readonly string[]): string {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([label, count]) => `${count} ${classes[label]}`)
    .join(", ");
}
