"use client";
import { useCallback, useEffect, useState } from "react";
import type { Pixels } from "../../../_inference/area-average.ts";
import type { CropFrame } from "../../../_inference/crop-frame.ts";
import type { TestPicture } from "../../../_inference/test-sheet.ts";
import { cameraWasWanted, mayAskForCamera, reloadForCamera } from "./camera-permission.ts";
import { MOST_PICTURES, type SheetPicture } from "./contact-sheet.ts";
import type { Picture } from "./picture.ts";
import type { ContactSheet } from "./use-contact-sheet.ts";
import type { usePicture } from "./use-picture.ts";

/** What the left side of the studio shows. */
type View = "picture" | "sheet" | "camera";

/**
 * Where pictures come from, and which of them is looked at: one that was opened, the contact sheet of many, or what the
 * camera sees.
 */
export function useSources(single: ReturnType<typeof usePicture>, sheet: ContactSheet) {
  const [view, setView] = useState<View>("picture");
  const [moving, setMoving] = useState<Pick<Picture, "pixels" | "frame"> | null>(null);
  /** The picture of the sheet that is open in the large view, or was last. */
  const [opened, setOpened] = useState<number | null>(null);
  /** The page has to be loaded anew for the camera, and there are pictures to lose. */
  const [asksToReload, setAsksToReload] = useState(false);
  const { open, take, takeShot, clear, setProblem } = single;
  const { add, entries } = sheet;

  useEffect(() => {
    if (cameraWasWanted()) setView("camera");
  }, []);

  const openFiles = useCallback(
    (files: readonly File[]) => {
      setOpened(null);
      const [first, second] = files;
      if (first && !second && entries.length === 0) {
        setView("picture");
        void open(first);
        return;
      }
      clear();
      setView("sheet");
      const leftOut = add(files);
      setProblem(
        leftOut > 0 ? `A contact sheet holds ${MOST_PICTURES} pictures; ${leftOut} of yours were left out.` : null,
      );
    },
    [open, clear, add, entries.length, setProblem],
  );
  const openFromSheet = useCallback(
    ({ id, file }: SheetPicture) => {
      clear();
      setOpened(id);
      setView("picture");
      void open(file);
    },
    [open, clear],
  );
  const takeTest = useCallback(
    (picture: TestPicture, label: string) => {
      setOpened(null);
      setView("picture");
      take(picture, label);
    },
    [take],
  );
  const closeCamera = useCallback(() => {
    setMoving(null);
    setView(entries.length > 0 ? "sheet" : "picture");
  }, [entries.length]);
  const shoot = useCallback(
    (pixels: Pixels, frame: CropFrame) => {
      setOpened(null);
      setView("picture");
      takeShot(pixels, frame);
    },
    [takeShot],
  );
  const openCamera = useCallback(() => {
    setProblem(null);
    if (mayAskForCamera()) setView("camera");
    else if (entries.length > 0) setAsksToReload(true);
    else reloadForCamera();
  }, [entries.length, setProblem]);

  const backToSheet = useCallback(() => {
    clear();
    setView("sheet");
  }, [clear]);

  const shownView: View = view === "sheet" && entries.length === 0 ? "picture" : view;
  return {
    view: shownView,
    /** What is classified now; null while the sheet is shown. */
    shown: shownView === "camera" ? moving : shownView === "picture" ? single.picture : null,
    opened: entries.find(({ id }) => id === opened) ?? null,
    openFiles,
    openFromSheet,
    takeTest,
    backToSheet,
    camera: { open: openCamera, close: closeCamera, shoot, look: setMoving },
    reload: { asked: asksToReload, setAsked: setAsksToReload },
  };
}
