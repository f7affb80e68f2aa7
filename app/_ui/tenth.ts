/** A coordinate finer than any screen or printer shows, and short to write. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
