"use client";
import { useCallback, useRef, useState } from "react";
import type { Pixels } from "../../../_inference/area-average.ts";
import { type CropFrame, centredFrame } from "../../../_inference/crop-frame.ts";
import { PictureError } from "../../../_inference/open-picture.ts";
import { pictures } from "../../../_inference/picture-client.ts";
import type { TestPicture } from "../../../_inference/test-sheet.ts";
import type { Picture } from "./picture.ts";

/** The picture of a page and its frame: opened from a file, taken with the camera or from the test set. */
export function usePicture() {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** The newest request wins, however long an older one takes to decode. */
  const latest = useRef(0);

  const open = useCallback(async (file: Blob) => {
    const request = ++latest.current;
    setOpening(true);
    setProblem(null);
    try {
      const pixels = await pictures.open(file);
      if (request !== latest.current) return;
      setPicture({ pixels, frame: centredFrame(pixels), origin: { from: "file" } });
    } catch (error) {
      if (request !== latest.current) return;
      setProblem(error instanceof PictureError ? error.message : "This picture could not be opened. Choose another.");
    } finally {
      if (request === latest.current) setOpening(false);
    }
  }, []);

  const show = useCallback((next: Picture | null) => {
    latest.current += 1;
    setOpening(false);
    setProblem(null);
    setPicture(next);
  }, []);
  const take = useCallback(
    ({ pixels, number }: TestPicture, label: string) =>
      show({ pixels, frame: centredFrame(pixels), origin: { from: "test set", number, label } }),
    [show],
  );
  const takeShot = useCallback(
    (pixels: Pixels, frame: CropFrame) => show({ pixels, frame, origin: { from: "camera" } }),
    [show],
  );
  const clear = useCallback(() => show(null), [show]);

  const setFrame = useCallback((frame: CropFrame) => setPicture((current) => current && { ...current, frame }), []);

  return { picture, opening, problem, setProblem, open, take, takeShot, clear, setFrame };
}
