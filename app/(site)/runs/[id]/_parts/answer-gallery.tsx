"use client";
import { useState } from "react";
import type { DatasetId } from "#domain/datasets/catalogue";
import { answerOf } from "#domain/evaluation/answer-of";
import type { TestPredictions } from "#domain/runs/test-predictions";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import type { PixelSize } from "../../../../_ui/pixel-image.tsx";
import { useNearViewport } from "../../../../_ui/use-near-viewport.ts";
import { useSheetTiles } from "../../../datasets/_parts/use-sheet-tiles.ts";
import { AnswerPicture } from "./answer-picture.tsx";
import { PictureDialog } from "./picture-dialog.tsx";

type AnswerGalleryProps = {
  /** What the list shows, for assistive technology. */
  label: string;
  dataset: DatasetId;
  classes: readonly string[];
  predictions: TestPredictions;
  /** Numbers in the test set of the pictures to show, in order. */
  images: readonly number[];
  size: PixelSize;
  caption: "pair" | "full";
  modelId: string | null;
};

/** Pictures of the test set with what was answered; they are fetched when the gallery comes near, and open large. */
export function AnswerGallery(props: AnswerGalleryProps) {
  const { label, dataset, classes, predictions, images, size, caption, modelId } = props;
  const [box, near] = useNearViewport<HTMLDivElement>();
  const tiles = useSheetTiles(dataset, "test", images, near);
  /** Number in the test set of the picture that is shown large. */
  const [open, setOpen] = useState<number | null>(null);
  const place = open === null ? -1 : images.indexOf(open);
  const go = (step: number) => {
    const next = images[place + step];
    return next === undefined ? null : () => setOpen(next);
  };
  return (
    <div ref={box}>
      {tiles.failed && (
        <ErrorState title="Not all pictures arrived." onRetry={tiles.retry}>
          What was answered is below all the same.
        </ErrorState>
      )}
      {tiles.unpublished && <p className="sub mb-3">The pictures of this data set have not been published yet.</p>}
      <ul className="answer-gallery" style={{ "--size": `${size}px` } as React.CSSProperties} aria-label={label}>
        {images.map((image) => (
          <li key={image}>
            <AnswerPicture
              answer={answerOf(predictions, image)}
              tile={tiles.tileOf(image)}
              classes={classes}
              size={size}
              caption={caption}
              onOpen={() => setOpen(image)}
            />
          </li>
        ))}
      </ul>
      {open !== null && place >= 0 && (
        <PictureDialog
          answer={answerOf(predictions, open)}
          tile={tiles.tileOf(open)}
          classes={classes}
          modelId={modelId}
          onPrevious={go(-1)}
          onNext={go(1)}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
