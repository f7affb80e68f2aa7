"use client";
import clsx from "clsx";
import { useMemo } from "react";
import { picturesInTurn, type TestPicture } from "../../../_inference/test-sheet.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { PixelsCanvas } from "./pixels-canvas.tsx";
import type { useTestSheet } from "./use-test-sheet.ts";

export const PICTURES_SHOWN = 8;

type TestPicturesProps = {
  from: ReturnType<typeof useTestSheet>;
  /** Which eight: 0, 1, 2 … */
  round: number;
  /** Number of the picture that is being classified. */
  chosen: number | null;
  onChoose: (picture: TestPicture, label: string) => void;
};

const SIZE = "size-8 tablet:size-16";

/** Eight pictures of the test set, which no network has been trained on. */
export function TestPictures({ from: { sheet, classes, failed, retry }, round, chosen, onChoose }: TestPicturesProps) {
  const pictures = useMemo(
    () => (sheet ? picturesInTurn(sheet, classes.length, round * PICTURES_SHOWN, PICTURES_SHOWN) : null),
    [sheet, classes, round],
  );
  if (failed) {
    return (
      <p className="sub">
        The test pictures did not arrive.{" "}
        <button type="button" className="text-link" onClick={retry}>
          Try again
        </button>
      </p>
    );
  }
  if (!pictures) {
    return (
      <div className="flex justify-between" aria-hidden="true">
        {Array.from({ length: PICTURES_SHOWN }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <Skeleton key={i} className={SIZE} />
        ))}
      </div>
    );
  }
  return (
    <ul className="flex justify-between">
      {pictures.map((picture) => {
        const label = classes[picture.label] ?? "";
        const selected = picture.number === chosen;
        const words = `${label}, test picture ${formatCount(picture.number)}`;
        return (
          <li key={picture.number}>
            <button
              type="button"
              className="block outline-offset-2 hover:outline-2 hover:outline-accent"
              aria-pressed={selected}
              aria-label={`Try ${words}`}
              title={words}
              onClick={() => onChoose(picture, label)}
            >
              <PixelsCanvas pixels={picture.pixels} className={clsx("pixels", SIZE, selected && "pixels-selected")} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
