"use client";
import clsx from "clsx";
import { useMemo } from "react";
import { picturesInTurn, type TestPicture, type TestSheet } from "../../../_inference/test-sheet.ts";
import { formatCount } from "../../../_ui/numbers.ts";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { PixelsCanvas } from "./pixels-canvas.tsx";

export const PICTURES_SHOWN = 8;

/** Pictures of the test set to choose from, on their way or there. */
export type OfferedPictures = {
  /** Null as long as it is pending, when it failed, and where none are published. */
  sheet: TestSheet | null;
  classes: readonly string[];
  pending: boolean;
  failed: boolean;
  retry: () => void;
};

type TestPicturesProps = {
  from: OfferedPictures;
  /** Which eight: 0, 1, 2 … */
  round: number;
  /** Number of the picture that is being classified. */
  chosen: number | null;
  onChoose: (picture: TestPicture, label: string) => void;
};

const ROW = "grid grid-cols-8 gap-x-2 max-tablet:gap-x-1.5";
const TILE = "block aspect-square h-auto w-full max-w-16";

/** Eight pictures of the test set, or as many as are offered; no network has been trained on them. */
export function TestPictures({ from: { sheet, classes, failed, retry }, round, chosen, onChoose }: TestPicturesProps) {
  const pictures = useMemo(
    () => (sheet ? distinct(picturesInTurn(sheet, classes.length, round * PICTURES_SHOWN, PICTURES_SHOWN)) : null),
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
      <div className={ROW} aria-hidden="true">
        {Array.from({ length: PICTURES_SHOWN }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <Skeleton key={i} className={TILE} />
        ))}
      </div>
    );
  }
  return (
    <ul className={ROW}>
      {pictures.map((picture) => {
        const label = classes[picture.label] ?? "";
        const selected = picture.number === chosen;
        const words = `${label}, test picture ${formatCount(picture.number)}`;
        return (
          <li key={picture.number}>
            <button
              type="button"
              className="block w-full max-w-16 outline-offset-2 hover:outline-2 hover:outline-accent"
              aria-pressed={selected}
              aria-label={`Try ${words}`}
              title={words}
              onClick={() => onChoose(picture, label)}
            >
              <PixelsCanvas pixels={picture.pixels} className={clsx("pixels", TILE, selected && "pixels-selected")} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Each picture once: a small sheet begins anew within the eight. */
const distinct = (pictures: readonly TestPicture[]) => [
  ...new Map(pictures.map((picture) => [picture.number, picture])).values(),
];
