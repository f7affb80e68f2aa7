"use client";
import { useEffect, useRef } from "react";
import type { Pixels } from "../../../_inference/area-average.ts";

/** Decoded pixels on a canvas of their size; `className` says how large it is shown. Words for it stand outside. */
export function PixelsCanvas({ pixels, className }: { pixels: Pixels; className: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(new Uint8ClampedArray(pixels.data), pixels.width, pixels.height);
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} width={pixels.width} height={pixels.height} className={className} />;
}

/** A picture so small that its pixels are shown as squares. */
export const isSmall = ({ width, height }: Pixels): boolean => Math.max(width, height) <= 128;
