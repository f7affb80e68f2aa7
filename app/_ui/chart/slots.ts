/**
 * Colours and markers of several runs. A slot is a run's place in a list that its page keeps, so a run keeps its looks
 * while others are hidden or appear. Seven colours and eight shapes make 56 pairs before one comes again.
 */
export const SERIES_COLORS = ["s1", "s2", "s3", "s4", "s5", "s6", "s7"] as const;
export type SeriesColor = (typeof SERIES_COLORS)[number];

/** Shapes in a box from -5 to 5, as SVG paths. */
const MARKERS = [
  "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1-4 0Z",
  "M-3.7-3.7H3.7V3.7H-3.7Z",
  "M0-4.5L4.5 3.5H-4.5Z",
  "M0-5L5 0L0 5L-5 0Z",
  "M0 4.5L4.5-3.5H-4.5Z",
  "M-1.5-4.5H1.5V-1.5H4.5V1.5H1.5V4.5H-1.5V1.5H-4.5V-1.5H-1.5Z",
  "M0-4.7L4.5-1.45L2.76 3.8H-2.76L-4.5-1.45Z",
  "M0-5L1.3-1.3L5 0L1.3 1.3L0 5L-1.3 1.3L-5 0L-1.3-1.3Z",
] as const;

export const slotColor = (slot: number): SeriesColor => SERIES_COLORS[slot % SERIES_COLORS.length] ?? "s1";
export const slotMarker = (slot: number): string => MARKERS[slot % MARKERS.length] ?? MARKERS[0];
