export type AxisTicks = { low: number; high: number; step: number; digits: number };

/** Relative difference that arithmetic leaves behind, smoothing for example. */
const ROUNDING = 1e-9;
/** Of a value, what the axis shows above and below it where there is no other. */
const AROUND = 0.1;

/**
 * A value axis that encloses `min`..`max` with ticks at multiples of 1, 2 or 5 times a power of ten: the smallest such
 * step that needs at most `most` intervals. `digits` is how many decimals its labels need. Equal values stand in the middle.
 */
export function axisTicks(min: number, max: number, most = 7): AxisTicks {
  const size = Math.max(Math.abs(min), Math.abs(max));
  // Values that differ by rounding alone are equal.
  if (size > 0 && max - min <= size * ROUNDING) return axisTicks(min - size * AROUND, max + size * AROUND, 2);
  const span = max - min || 1;
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

/** Multiples of 1, 2 or 5 times a power of ten between `low` and `high`, at most about `most` of them. */
export function roundTicks(low: number, high: number, most: number): number[] {
  const { step, digits } = axisTicks(low, high, Math.max(1, Math.floor(most)));
  const [first, last] = [Math.ceil(low / step - 1e-6), Math.floor(high / step + 1e-6)];
  const ticks: number[] = [];
  for (let index = first; index <= last; index++) ticks.push(Number((index * step).toFixed(digits)));
  return ticks;
}

/** Of greatest to least, below which a logarithmic axis is divided evenly. */
const EVEN_RATIO = 3;

/**
 * A logarithmic axis that encloses `min`..`max`, both above 0: powers of ten, and 2 and 5 times those where there are few;
 * even ticks where all values are of one magnitude.
 * All is in the values' own unit.
 */
export function logTicks(min: number, max: number, most = 7): { low: number; high: number; ticks: number[] } {
  if (max / min < EVEN_RATIO) {
    const { low, high } = axisTicks(min, max, most);
    if (low > 0) return { low, high, ticks: roundTicks(low, high, most) };
  }
  const [first, last] = [Math.floor(Math.log10(min) + 1e-9), Math.ceil(Math.log10(max) - 1e-9)];
  const decades = Math.max(1, last - first);
  const every = Math.max(1, Math.ceil(decades / most));
  const factors = decades <= 2 ? [1, 2, 5] : [1];
  const all: number[] = [];
  for (let power = first; power <= first + decades; power += every) {
    for (const factor of factors) all.push(Number(`${factor}e${power}`));
  }
  const low = all.findLast((tick) => tick <= min * (1 + 1e-9)) ?? 10 ** first;
  const high = all.find((tick) => tick >= max * (1 - 1e-9) && tick > low) ?? 10 ** (first + decades);
  return { low, high, ticks: all.filter((tick) => tick >= low && tick <= high) };
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
