"use client";
import clsx from "clsx";
import { useEffect, useRef } from "react";

/** Sizes at which whole pixels of a 32 × 32 picture stay square. */
export type PixelSize = 32 | 64 | 96 | 128 | 160 | 224;

type PixelImageProps = {
  alt: string;
  size: PixelSize;
  selected?: boolean;
  className?: string;
  /** Row by row, channels last, 0..255. */
  pixels: Uint8Array | Uint8ClampedArray;
  width: number;
  height: number;
  channels: 1 | 3 | 4;
};

/** A small picture from its numbers, never smoothed. */
export function PixelImage({ pixels, width, height, channels, alt, size, selected, className }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        image.data[4 * pixel + channel] = pixels[channels * pixel + (channels === 1 ? 0 : channel)] ?? 0;
      }
      image.data[4 * pixel + 3] = channels === 4 ? (pixels[4 * pixel + 3] ?? 255) : 255;
    }
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, channels]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      style={{ width: size, height: size }}
      className={clsx("pixels", selected && "pixels-selected", className)}
      role="img"
      aria-label={alt}
    />
  );
}
