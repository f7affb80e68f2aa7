/**
 * The square of a picture that a network sees. All lengths are whole pixels of the picture, so that a frame of exactly
 * the network's input size passes the picture on unchanged.
 */
export type CropFrame = { readonly x: number; readonly y: number; readonly size: number };
export type PictureSize = { readonly width: number; readonly height: number };

const clamp = (value: number, min: number, max: number) => Math.min(Math.max(value, min), max);

/** The smallest frame that may be drawn: below 8 pixels there is nothing to recognise. */
const SMALLEST_FRAME = 8;

/** Smallest and largest frame within `picture`. */
export function frameSizes({ width, height }: PictureSize): { min: number; max: number } {
  const max = Math.min(width, height);
  return { min: Math.min(SMALLEST_FRAME, max), max };
}

function within(picture: PictureSize, x: number, y: number, size: number): CropFrame {
  return {
    x: clamp(Math.round(x), 0, picture.width - size),
    y: clamp(Math.round(y), 0, picture.height - size),
    size,
  };
}

/** The largest square in the middle: what a frame is before anybody has moved it. */
export function centredFrame(picture: PictureSize): CropFrame {
  const size = frameSizes(picture).max;
  return within(picture, (picture.width - size) / 2, (picture.height - size) / 2, size);
}

/** Moves the frame by (dx, dy), as far as the picture goes. */
export function movedFrame(frame: CropFrame, dx: number, dy: number, picture: PictureSize): CropFrame {
  return within(picture, frame.x + dx, frame.y + dy, frame.size);
}

/** Gives the frame another size about its centre, as far as the picture goes. */
export function resizedFrame(frame: CropFrame, size: number, picture: PictureSize): CropFrame {
  const { min, max } = frameSizes(picture);
  const next = clamp(Math.round(size), min, max);
  const shift = (frame.size - next) / 2;
  return within(picture, frame.x + shift, frame.y + shift, next);
}

/** The same part of a picture that has another size. */
export function scaledFrame(frame: CropFrame, from: PictureSize, to: PictureSize): CropFrame {
  const scale = to.width / from.width;
  const { max } = frameSizes(to);
  return within(to, frame.x * scale, frame.y * scale, clamp(Math.round(frame.size * scale), 1, max));
}
