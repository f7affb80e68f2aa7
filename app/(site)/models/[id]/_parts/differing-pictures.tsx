"use client";
import type { DatasetId } from "#domain/datasets/catalogue";
import { answerOf } from "#domain/evaluation/answer-of";
import type { TestPredictions } from "#domain/runs/test-predictions";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { SheetTile } from "../../../../_ui/sheet-tile.tsx";
import { useSheetTiles } from "../../../datasets/_parts/use-sheet-tiles.ts";

/** A device that differs on more than these is told by its number; nobody reads them one by one. */
const SHOWN = 24;

type DifferingPicturesProps = {
  dataset: DatasetId;
  classes: readonly string[];
  /** Numbers in the test set. */
  images: readonly number[];
  here: TestPredictions;
  trainer: TestPredictions;
};

/** Pictures that this browser and the trainer answered differently: most often the toss of a coin for both. */
export function DifferingPictures({ dataset, classes, images, here, trainer }: DifferingPicturesProps) {
  const shown = images.slice(0, SHOWN);
  const tiles = useSheetTiles(dataset, "test", shown, true);
  return (
    <div className="mt-4">
      <h3 className="mb-2">
        Answered otherwise
        {images.length > SHOWN && (
          <span className="caption">
            {" "}
            the first {SHOWN} of {formatCount(images.length)}
          </span>
        )}
      </h3>
      {tiles.failed && (
        <ErrorState title="Not all pictures arrived." onRetry={tiles.retry}>
          What was answered is below all the same.
        </ErrorState>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-4" aria-label="Answered otherwise">
        {shown.map((image) => (
          <li key={image} className="flex gap-3">
            <SheetTile tile={tiles.tileOf(image)} size={64} alt={`Test picture ${formatCount(image)}`} />
            <p className="caption">
              <b className="text-ink">{classes[here.labels[image] ?? 0]}</b>, test picture {formatCount(image)}
              <br />
              here {said(here, image, classes)}
              <br />
              trainer {said(trainer, image, classes)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function said(predictions: TestPredictions, image: number, classes: readonly string[]): string {
  const [first] = answerOf(predictions, image).top;
  return first ? `${classes[first.label]} ${formatPercent(first.probability)}` : "nothing";
}
