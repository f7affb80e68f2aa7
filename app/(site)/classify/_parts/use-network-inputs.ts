"use client";
import { useCallback, useMemo } from "react";
import type { ImageShape } from "#domain/architectures/layers";
import { type Framing, networkInput } from "../../../_inference/framing.ts";
import type { Picture } from "./picture.ts";

const keyOf = (shape: ImageShape) => shape.join(" × ");

/** The different input shapes of some models, in their order. */
export const distinctShapes = (models: readonly { inputShape: ImageShape }[]): ImageShape[] => [
  ...new Map(models.map(({ inputShape }) => [keyOf(inputShape), inputShape])).values(),
];

/** What networks of these input shapes see of `picture`; each is computed once, whichever models share it. */
export function useNetworkInputs(
  picture: Pick<Picture, "pixels" | "frame"> | null,
  framing: Framing,
  shapes: readonly ImageShape[],
): (shape: ImageShape) => Uint8Array<ArrayBuffer> | null {
  const pixels = picture?.pixels;
  const frame = picture?.frame;
  const names = shapes.map(keyOf).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: shapes are what their names say
  const inputs = useMemo(
    () =>
      new Map(
        pixels && frame
          ? shapes.map((shape) => [keyOf(shape), networkInput({ pixels, frame }, framing, shape)] as const)
          : [],
      ),
    [pixels, frame, framing, names],
  );
  return useCallback((shape: ImageShape) => inputs.get(keyOf(shape)) ?? null, [inputs]);
}
