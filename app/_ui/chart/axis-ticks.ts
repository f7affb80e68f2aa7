export type AxisTicks = { low: number; high: number; step: number; digits: number };

/**
 * A value axis that encloses `min`..`max` with ticks at multiples of 1, 2 or 5 times a power of ten: the smallest such
 * step that needs at most `most` intervals. `digits` is how many decimals its labels need.
 */
export function axisTicks(min: number, max: number, most = 7): AxisTicks {
  const span = max > min ? max - min : Math.abs(max) || 1;
  let power = 10 ** Math.floor(Math.log10(span / most));
  for (;;) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power;
      // A hundredth of a millionth of a step is rounding, not a value beyond the tick.
      const low = Math.floor(min / step + 1e-8);
      const high = Math.max(Math.ceil(max / step - 1e-8), low + 1);
      if (high - low > most) continue;
      const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
      const tidy = (value: number) => Number(value.toFixed(digits));
      return { low: tidy(low * step), high: tidy(high * step), step: tidy(step), digits };
    }
    power *= 10;
  }
}

/** Whole epochs to label between `first` and `last`, both included, at least `gap` px apart on an axis `width` px wide. */
export function epochTicks(first: number, last: number, width: number, gap = 30): number[] {
  const room = Math.max(Math.floor(width / gap), 1);
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200].find((every) => (last - first) / every <= room) ?? last;
  const ticks = [first];
  for (let epoch = Math.ceil((first + 1) / step) * step; epoch < last; epoch += step) ticks.push(epoch);
  if (last === first) return ticks;
  // The last epoch is always named; a tick too close before it gives way, and so does one too close to the first.
  const near = (a: number, b: number) => Math.abs(a - b) < step * 0.6;
  return [...ticks.filter((epoch) => epoch === first || !(near(epoch, last) || near(epoch, first))), last];
}
