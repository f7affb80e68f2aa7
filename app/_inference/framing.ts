/** How a picture becomes the pixels that a network takes: a square of it, or all of it with bars beside. */
import type { ImageShape } from "#domain/architectures/layers";
import { areaAverage, averageWhole, type Pixels } from "./area-average.ts";
import type { CropFrame } from "./crop-frame.ts";

/** `crop`: the framed square. `fit`: the whole picture in the middle, the rest in its mean colour. */
export const FRAMINGS = ["crop", "fit"] as const;
export type Framing = (typeof FRAMINGS)[number];

export type Rgb = readonly [red: number, green: number, blue: number];

/** What networks that take [height, width, 3] see of a picture: uint8, row by row, channels last. */
export function networkInput(
  { pixels, frame }: { pixels: Pixels; frame: CropFrame },
  framing: Framing,
  [height, width]: ImageShape,
): Uint8Array<ArrayBuffer> {
  return framing === "crop" ? areaAverage(pixels, frame, height, width) : fitted(pixels, height, width);
}

/** The mean of all pixels, by which a picture that is fitted is padded: no network takes it for an edge or a thing. */
export function meanColour(pixels: Pixels): Rgb {
  const [red = 0, green = 0, blue = 0] = averageWhole(pixels, 1, 1);
  return [red, green, blue];
}

/** Where the whole of a picture lies in a square or oblong of the network's size, in its pixels. */
export function fittedPlace(picture: { width: number; height: number }, height: number, width: number) {
  const scale = Math.min(width / picture.width, height / picture.height);
  const inner = {
    width: Math.min(width, Math.max(1, Math.round(picture.width * scale))),
    height: Math.min(height, Math.max(1, Math.round(picture.height * scale))),
  };
  return { ...inner, x: Math.floor((width - inner.width) / 2), y: Math.floor((height - inner.height) / 2) };
}

function fitted(pixels: Pixels, height: number, width: number): Uint8Array<ArrayBuffer> {
  const place = fittedPlace(pixels, height, width);
  const inner = averageWhole(pixels, place.height, place.width);
  const target = new Uint8Array(height * width * 3);
  const mean = meanColour(pixels);
  for (let at = 0; at < target.length; at += 3) target.set(mean, at);
  for (let y = 0; y < place.height; y += 1) {
    const row = inner.subarray(y * place.width * 3, (y + 1) * place.width * 3);
    target.set(row, ((place.y + y) * width + place.x) * 3);
  }
  return target;
}
