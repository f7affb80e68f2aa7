import type { Pixels } from "../../../_inference/area-average.ts";
import type { CropFrame } from "../../../_inference/crop-frame.ts";

/** What is being classified: decoded pixels, the framed square, and where they come from. */
export type Picture = {
  pixels: Pixels;
  frame: CropFrame;
  origin: { from: "file" } | { from: "camera" } | { from: "test set"; number: number; label: string };
};
