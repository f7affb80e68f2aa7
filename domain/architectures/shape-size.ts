/** Values of a tensor of this shape. */
export const shapeSize = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
