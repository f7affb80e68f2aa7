/** Squares that are put on maps, `strides` from one to the next, and how far they reach over each edge. */
export type Windows = { size: number; strides: number; top: number; left: number; bottom: number; right: number };
