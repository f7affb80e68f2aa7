/** Numbers of the pictures to show: those of a class in the order of the data set, or all. */

/** @param labels class index of each picture */
export function picturesOf(labels: readonly number[], label: number | null): Int32Array {
  if (label === null) return Int32Array.from(labels.keys());
  return Int32Array.from([...labels.keys()].filter((number) => labels[number] === label));
}

/** A page of `numbers`, with how many pages there are; a page beyond the last one is the last one. */
export function pageOf(numbers: Int32Array, page: number, size: number) {
  const pages = Math.max(1, Math.ceil(numbers.length / size));
  const shown = Math.min(page, pages);
  return { pages, page: shown, numbers: Array.from(numbers.subarray((shown - 1) * size, shown * size)) };
}
