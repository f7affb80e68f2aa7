"use client";
import { useEffect, useRef } from "react";

type MapCanvasProps = {
  /** RGBA, one pixel a value. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
  className?: string;
  opacity?: number;
};

/** Colours on a canvas of their size; `className` says how large it is shown. Words for it stand outside. */
export function MapCanvas({ pixels, width, height, className, opacity = 1 }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  return <canvas ref={canvas} width={width} height={height} className={className} style={{ opacity }} />;
}
