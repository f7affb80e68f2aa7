import type { Answer } from "#domain/evaluation/answer-of";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import type { PixelSize } from "../../../../_ui/pixel-image.tsx";
import { SheetTile, type Tile } from "../../../../_ui/sheet-tile.tsx";

type AnswerPictureProps = {
  answer: Answer;
  tile: Tile | null;
  classes: readonly string[];
  size: PixelSize;
  /** `pair`: the answer and the true class. `full`: the true class, then the three most probable. */
  caption: "pair" | "full";
  onOpen: () => void;
};

/** "dog, taken for cat" or "dog, recognised". */
export function inWords({ truth, top }: Answer, classes: readonly string[]): string {
  const [first] = top;
  return first && first.label !== truth
    ? `${classes[truth]}, taken for ${classes[first.label]}`
    : `${classes[truth]}, recognised`;
}

/** A picture of the test set with what the network answered; a button that opens it. */
export function AnswerPicture({ answer, tile, classes, size, caption, onOpen }: AnswerPictureProps) {
  const { truth, top } = answer;
  const second = top.find(({ label }, place) => place > 0 && label === truth) ?? top[1];
  const lines = caption === "full" ? top : [top[0], second].filter((line) => line !== undefined);
  return (
    <figure className="answer-picture" style={{ width: size }}>
      <button
        type="button"
        aria-label={`${inWords(answer, classes)}: test picture ${formatCount(answer.image)}`}
        onClick={onOpen}
      >
        <SheetTile tile={tile} size={size} />
      </button>
      <figcaption>
        {caption === "full" && <span className="answer-truth">{classes[truth]}</span>}
        {lines.map(({ label, probability }, place) => (
          <span key={label} data-first={place === 0}>
            <span>{classes[label]}</span> <span>{formatPercent(probability, 1, "")}</span>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
