/** What the page and the picture worker say to each other. Every answer names the request it belongs to. */
import type { ImageShape } from "#domain/architectures/layers";
import type { Pixels } from "./area-average.ts";
import type { PictureSize } from "./crop-frame.ts";
import type { Framing } from "./framing.ts";

/** What is kept of a picture among many: something to look at, and what networks see of it. */
export type PicturePreview = {
  /** Of the picture as it is decoded, upright. */
  size: PictureSize;
  thumbnail: Pixels;
  /** For each size that was asked for, by {@link inputKey}. */
  inputs: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
};

/** What tells the inputs of one picture apart. */
export const inputKey = (framing: Framing, shape: ImageShape): string => `${framing} ${shape.join("x")}`;

export type PictureRequest =
  | { type: "open"; id: number; file: Blob }
  | { type: "preview"; id: number; file: Blob; shapes: readonly ImageShape[] }
  /** Keeps the worker's own scripts for when there is no connection. */
  | { type: "keep"; id: number };

export type PictureResponse =
  | { type: "opened"; id: number; pixels: Pixels }
  | { type: "previewed"; id: number; preview: PicturePreview }
  | { type: "kept"; id: number }
  /** `message` is shown as it is. */
  | { type: "failed"; id: number; message: string };
