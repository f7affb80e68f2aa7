/** Where a square is put that hides parts of a picture, one after the other. */

export type OcclusionGrid = {
  /** Side of the square, in pixels. */
  size: number;
  /** Pixels from one place to the next. */
  stride: number;
};

/** Places along one side of the picture: every `stride` pixels, and at the end, so that the last pixels are hidden too. */
export function placesAlong(side: number, size: number, stride: number): number[] {
  const last = side - size;
  const places = Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);
  return places.at(-1) === last ? places : [...places, last];
}

/** How often the picture is classified for one map. */
export const MOST_PLACES = 4096;

/** Why such squares cannot be slid over a picture of this size, as a sentence that says which number to change; null where they can. */
export function gridProblem({ size, stride }: OcclusionGrid, height: number, width: number): string | null {
  const largest = Math.min(height, width);
  if (!Number.isInteger(size) || size < 1 || size > largest) {
    return `The square's side must be a whole number from 1 to ${largest} pixels, not ${size}.`;
  }
  if (!Number.isInteger(stride) || stride < 1 || stride > size) {
    return `The step must be a whole number from 1 to the square's side, ${size} pixels, not ${stride}.`;
  }
  const places = placesAlong(height, size, stride).length * placesAlong(width, size, stride).length;
  return places > MOST_PLACES
    ? `That is ${places} places; at most ${MOST_PLACES} are tried. Choose a larger step.`
    : null;
}

/** The grey that hides: the data set's mean where a network was given it, else the middle. */
export const hidingGrey = ({ mean }: { mean: number }): number => (mean > 0 ? Math.round(255 * mean) : 128);
