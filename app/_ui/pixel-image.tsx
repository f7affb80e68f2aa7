"use client";
import clsx from "clsx";
import { useEffect, useRef } from "react";

/** Sizes at which whole pixels of a 32 × 32 picture stay square. */
export type PixelSize = 32 | 64 | 96 | 128 | 160 | 224;

type Drawn = { alt: string; size: PixelSize; selected?: boolean; className?: string };

type PixelImageProps = Drawn & {
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

type PixelSpriteProps = Drawn & {
  /** Address of a sheet of equal tiles. */
  sheet: string;
  /** Tiles per row and rows of the sheet. */
  columns: number;
  rows: number;
  /** Which tile, row by row from 0. */
  index: number;
};

/** One tile of a sheet of pictures. */
export function PixelSprite({ sheet, columns, rows, index, alt, size, selected, className }: PixelSpriteProps) {
  const column = index % columns;
  const row = Math.floor(index / columns);
  return (
    <span
      role="img"
      aria-label={alt}
      className={clsx("pixels", selected && "pixels-selected", className)}
      style={{
        width: size,
        height: size,
        backgroundImage: `url("${sheet}")`,
        backgroundPosition: `${-column * size}px ${-row * size}px`,
        backgroundSize: `${columns * size}px ${rows * size}px`,
      }}
    />
  );
}
