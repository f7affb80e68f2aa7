"use client";
import { useEffect } from "react";
import type { Answer } from "#domain/evaluation/answer-of";
import { Button, ButtonLink } from "../../../../_ui/button.tsx";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { SheetTile, type Tile } from "../../../../_ui/sheet-tile.tsx";
import { TopClasses } from "../../../../_ui/top-classes.tsx";
import { inWords } from "./answer-picture.tsx";

type PictureDialogProps = {
  answer: Answer;
  tile: Tile | null;
  classes: readonly string[];
  /** The model that gave the answer, if it can be tried. */
  modelId: string | null;
  /** Goes to the picture before or after this one; null where there is none. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

/** One picture large, with the network's three most probable classes as bars. The arrow keys go through the pictures. */
export function PictureDialog({ answer, tile, classes, modelId, onPrevious, onNext, onClose }: PictureDialogProps) {
  const words = inWords(answer, classes);
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === "ArrowLeft") onPrevious?.();
      if (key === "ArrowRight") onNext?.();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onPrevious, onNext]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Test picture ${formatCount(answer.image)}`}
      description={`${words.charAt(0).toUpperCase()}${words.slice(1)}.`}
      footer={
        <>
          <Button disabled={!onPrevious} onClick={() => onPrevious?.()}>
            Previous
          </Button>
          <Button disabled={!onNext} onClick={() => onNext?.()}>
            Next
          </Button>
          {modelId && (
            <ButtonLink variant="go" icon="scan" href={`/classify?model=${modelId}&picture=${answer.image}`}>
              Try it in Classify
            </ButtonLink>
          )}
        </>
      }
    >
      <div className="grid justify-items-center gap-4 py-1">
        <SheetTile tile={tile} size={224} alt={`A picture of the class ${classes[answer.truth]}`} />
        <div className="w-full">
          <TopClasses
            items={answer.top.map(({ label, probability }) => ({ name: classes[label] ?? String(label), probability }))}
          />
        </div>
      </div>
    </Dialog>
  );
}
