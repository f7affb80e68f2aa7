"use client";
import { useCallback, useMemo, useRef, useState } from "react";
import { type CropFrame, centredFrame } from "../../../_inference/crop-frame.ts";
import { openPicture, PictureError } from "../../../_inference/open-picture.ts";
import type { TestPicture } from "../../../_inference/test-sheet.ts";
import { networkInput, type Picture } from "./picture.ts";

/** The picture of a page: opened from a file or taken from the test set, framed, and as the network sees it. */
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
      const pixels = await openPicture(file);
      if (request !== latest.current) return;
      setPicture({ pixels, frame: centredFrame(pixels), origin: { from: "file" } });
    } catch (error) {
      if (request !== latest.current) return;
      setProblem(error instanceof PictureError ? error.message : "This picture could not be opened. Choose another.");
    } finally {
      if (request === latest.current) setOpening(false);
    }
  }, []);

  const take = useCallback(({ pixels, number }: TestPicture, label: string) => {
    latest.current += 1;
    setOpening(false);
    setProblem(null);
    setPicture({ pixels, frame: centredFrame(pixels), origin: { from: "test set", number, label } });
  }, []);

  const setFrame = useCallback((frame: CropFrame) => setPicture((current) => current && { ...current, frame }), []);
  const input = useMemo(() => (picture ? networkInput(picture) : null), [picture]);

  return { picture, input, opening, problem, setProblem, open, take, setFrame };
}
