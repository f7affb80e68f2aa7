/**
 * Gradients of operations that move a window over maps, composed of forward operations: so they are the same on every
 * backend, of which some lack such gradients and some have wrong ones. All windows are square.
 */
import * as tf from "@tensorflow/tfjs-core";

export type Windows = { size: number; strides: number; padding: "same" | "valid" };

/** Less than any value of a network, and a number in every backend's shaders. */
const BELOW_ALL = -3e38;

type Layout = { height: number; width: number; rows: number; columns: number; top: number; left: number };

/** Where windows lie over maps [batch, height, width, channels]: so many rows and columns of them, the first at -top, -left. */
function layoutOf(x: tf.Tensor4D, { size, strides, padding }: Windows): Layout {
  const info = tf.backend_util.computePool2DInfo(x.shape, size, strides, 1, padding);
  const { inHeight: height, inWidth: width, outHeight: rows, outWidth: columns, padInfo } = info;
  return { height, width, rows, columns, top: padInfo.top, left: padInfo.left };
}

/** The gradient `dy` of max pooling's outputs `y` goes to the largest of the inputs `x` under a window, the first of equals. */
export function maxPoolGradient(x: tf.Tensor4D, y: tf.Tensor4D, dy: tf.Tensor4D, windows: Windows): tf.Tensor4D {
  const { size, strides } = windows;
  const layout = layoutOf(x, windows);
  const { height, width, rows, columns, top, left } = layout;
  const reach = (count: number) => (count - 1) * strides + 1;
  const bottom = Math.max(0, reach(rows) + size - 1 - top - height);
  const right = Math.max(0, reach(columns) + size - 1 - left - width);
  const padded = tf.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]], BELOW_ALL); // biome-ignore format: one pair a side
  let free: tf.Tensor = tf.onesLike(y);
  return sumOverPlaces(size, (row, column) => {
    const under = tf.stridedSlice(
      padded,
      [0, row, column, 0],
      [x.shape[0], row + reach(rows), column + reach(columns), x.shape[3]],
      [1, strides, strides, 1],
    );
    const hit = tf.mul(tf.cast(tf.equal(under, y), "float32"), free);
    free = tf.sub(free, hit);
    return spread(tf.mul(hit, dy) as tf.Tensor4D, row, column, strides, layout);
  });
}

/** The gradient `dy` of average pooling's outputs goes in equal parts to what of each window lies within the maps `x`. */
export function averagePoolGradient(x: tf.Tensor4D, dy: tf.Tensor4D, windows: Windows): tf.Tensor4D {
  const { size, strides } = windows;
  const layout = layoutOf(x, windows);
  const { height, width, rows, columns, top, left } = layout;
  const within = (start: number, side: number) => Math.min(start + size, side) - Math.max(start, 0);
  const counts = Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return within(row * strides - top, height) * within(column * strides - left, width);
  });
  const share = tf.div(dy, tf.tensor4d(counts, [1, rows, columns, 1])) as tf.Tensor4D;
  return sumOverPlaces(size, (row, column) => spread(share, row, column, strides, layout));
}

/** The gradient of a depthwise convolution's input `x`: the outputs' gradient, spread, under the filter turned by half a turn. */
export function depthwiseGradient(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  dy: tf.Tensor4D,
  { strides, padding }: Omit<Windows, "size">,
): tf.Tensor4D {
  const [filterHeight, filterWidth] = filter.shape;
  const { padInfo, inHeight, inWidth } = tf.backend_util.computeConv2DInfo(
    x.shape,
    filter.shape,
    strides,
    1,
    padding,
    undefined,
    true,
  );
  const apart = dilated(dy, strides);
  const before = [filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left] as const;
  const padded: tf.Tensor4D = tf.pad(apart, [
    [0, 0],
    [before[0], inHeight + padInfo.top - apart.shape[1]],
    [before[1], inWidth + padInfo.left - apart.shape[2]],
    [0, 0],
  ]);
  return tf.depthwiseConv2d(padded, tf.reverse(filter, [0, 1]), 1, "valid");
}

/** @param at what a place of the window adds to the gradient of the inputs */
function sumOverPlaces(size: number, at: (row: number, column: number) => tf.Tensor4D): tf.Tensor4D {
  let sum: tf.Tensor4D | null = null;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const part = at(row, column);
      sum = sum ? tf.add(sum, part) : part;
    }
  }
  if (!sum) throw new RangeError("A window has at least one place.");
  return sum;
}

/** One value for each window put where its place (row, column) lies within the maps; what lies outside is lost. */
function spread(
  values: tf.Tensor4D,
  row: number,
  column: number,
  strides: number,
  { height, width, top, left }: Layout,
): tf.Tensor4D {
  const apart = dilated(values, strides);
  const rows = span(row - top, apart.shape[1], height);
  const columns = span(column - left, apart.shape[2], width);
  const [batch, , , channels] = apart.shape;
  const inside = tf.slice(apart, [0, rows.skipped, columns.skipped, 0], [batch, rows.kept, columns.kept, channels]);
  return tf.pad(inside, [[0, 0], [rows.before, rows.after], [columns.before, columns.after], [0, 0]]); // biome-ignore format: one pair a side
}

/** What of `length` places from `start` on lies within 0 … side - 1, and how far from its ends. */
function span(start: number, length: number, side: number) {
  const skipped = Math.min(Math.max(0, -start), length);
  const before = Math.min(Math.max(0, start), side);
  const kept = Math.max(0, Math.min(start + length, side) - Math.max(0, start));
  return { skipped, kept, before, after: side - before - kept };
}

/** [batch, rows, columns, channels] with `strides - 1` zeros between neighbours in both directions. */
function dilated(values: tf.Tensor4D, strides: number): tf.Tensor4D {
  if (strides === 1) return values;
  const [batch, rows, columns, channels] = values.shape;
  const apart = (tensor: tf.Tensor, places: number, inner: number) => {
    const zeros = tf.zeros<tf.Rank.R3>([places, strides - 1, inner]);
    return tf.concat([tf.reshape(tensor, [places, 1, inner]) as tf.Tensor3D, zeros], 1);
  };
  const down = apart(values, batch * rows, columns * channels);
  const across = apart(down, batch * rows * strides * columns, channels);
  const whole = tf.reshape(across, [batch, rows * strides, columns * strides, channels]) as tf.Tensor4D;
  const reach = (count: number) => (count - 1) * strides + 1;
  return tf.slice(whole, [0, 0, 0, 0], [batch, reach(rows), reach(columns), channels]);
}
