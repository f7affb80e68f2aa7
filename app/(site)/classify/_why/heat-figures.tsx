"use client";
import clsx from "clsx";
import { type PointerEvent, useMemo, useState } from "react";
import type { Pixels } from "../../../_inference/area-average.ts";
import type { Framing } from "../../../_inference/framing.ts";
import type { Picture } from "../_parts/picture.ts";
import { PixelsCanvas } from "../_parts/pixels-canvas.tsx";
import { framedPixels, seenPixels } from "./framed-pixels.ts";
import { heatPixels } from "./heat-colours.ts";
import { MapCanvas } from "./map-canvas.tsx";

export type Heat = { values: Float32Array; height: number; width: number };

type HeatFiguresProps = {
  picture: Picture;
  framing: Framing;
  /** The same as the network sees it. */
  input: Uint8Array;
  /** Null while there is none. */
  heat: Heat | null;
  height: number;
  width: number;
  opacity: number;
  /** What the map shows, for whoever does not see it. */
  alt: string;
  /** A value in words. */
  inWords: (value: number) => string;
};

/** The map over what the network sees, pixel by pixel, and over the framed square of the picture in its own detail. */
export function HeatFigures({ picture, framing, input, heat, height, width, opacity, alt, inWords }: HeatFiguresProps) {
  const [at, setAt] = useState<{ row: number; column: number } | null>(null);
  const colours = useMemo(() => heat && heatPixels(heat.values), [heat]);
  const seen = useMemo(() => seenPixels(input, height, width), [input, height, width]);
  const framed = useMemo(() => {
    const { pixels, frame } = picture;
    return framing === "crop" && frame.size > width ? framedPixels(pixels, frame) : null;
  }, [picture, framing, width]);
  const point = (event: PointerEvent) => {
    const { left, top, width: wide, height: tall } = event.currentTarget.getBoundingClientRect();
    const place = (share: number, side: number) => Math.min(side - 1, Math.max(0, Math.floor(share * side)));
    setAt({ row: place((event.clientY - top) / tall, height), column: place((event.clientX - left) / wide, width) });
  };
  const overlay = (smooth: boolean) =>
    heat &&
    colours && (
      <MapCanvas
        pixels={colours}
        width={heat.width}
        height={heat.height}
        opacity={opacity}
        className={clsx("absolute inset-0 size-full", !smooth && "pixels")}
      />
    );
  const figure = (pixels: Pixels, name: string, words: string, smooth: boolean) => (
    <figure className="grid gap-1.5">
      <div
        className="relative aspect-square w-full overflow-hidden"
        role="img"
        aria-label={words}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
      >
        <PixelsCanvas pixels={pixels} className={clsx("block size-full", !smooth && "pixels")} />
        {overlay(smooth)}
      </div>
      <figcaption className="caption">{name}</figcaption>
    </figure>
  );
  const value = heat && at ? heat.values[at.row * heat.width + at.column] : undefined;
  return (
    <div className="grid gap-1">
      <div className="flex gap-4 *:w-56 max-tablet:gap-3 max-tablet:*:w-1/2">
        {figure(seen, "Over what the network sees", alt, false)}
        {framed && figure(framed, "Over the picture", "The same over the framed square of the picture", true)}
      </div>
      <p className="caption min-h-[18px]">
        {at && value !== undefined && `Row ${at.row + 1}, column ${at.column + 1}: ${inWords(value)}`}
      </p>
    </div>
  );
}
