import { DATASETS } from "#domain/datasets/catalogue";
import type { Pixels } from "../../../_inference/area-average.ts";
import { areaAverage } from "../../../_inference/area-average.ts";
import type { CropFrame } from "../../../_inference/crop-frame.ts";

/** What is being classified: decoded pixels, the framed square, and where they come from. */
export type Picture = {
  pixels: Pixels;
  frame: CropFrame;
  origin: { from: "file" } | { from: "test set"; number: number; label: string };
};

/** All networks here take pictures of the one data set's size. */
export const INPUT = DATASETS.cifar10.image;

/** What a network sees of `picture`: uint8 [height, width, 3]. */
export const networkInput = ({ pixels, frame }: Pick<Picture, "pixels" | "frame">): Uint8Array<ArrayBuffer> =>
  areaAverage(pixels, frame, INPUT[0], INPUT[1]);
