"use client";
import clsx from "clsx";
import { csvText } from "#domain/export/csv";
import type { ExplanationOf } from "../../../_inference/explain-messages.ts";
import { useExplanation } from "../../../_inference/use-explanation.ts";
import { Button } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { formatCount, formatSignificant } from "../../../_ui/numbers.ts";
import { saveText } from "../../../_ui/save-text.ts";
import { SheetTile } from "../../../_ui/sheet-tile.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { useSheetTiles } from "../../datasets/_parts/use-sheet-tiles.ts";
import type { ClassChance } from "./class-chances.ts";
import { classCounts } from "./class-counts.ts";
import { Computing } from "./computing.tsx";
import type { WhyProps } from "./why-props.ts";

const SHOWN = 12;

type NeighboursViewProps = Pick<WhyProps, "model" | "modelName" | "input"> & {
  /** The likeliest first. */
  chances: readonly ClassChance[];
};

/** The training pictures that the network answers to most alike. */
export function NeighboursView({ model, modelName, input, chances }: NeighboursViewProps) {
  const { neighbours: published, manifestSha256, classes } = model;
  const question = published && ({ kind: "neighbours", count: SHOWN } as const);
  const state = useExplanation<"neighbours">(manifestSha256, input, question);
  const { latest } = state;
  if (!published) {
    return (
      <p className="sub text-pretty">
        This model was published without training pictures to compare with. Models that are trained now have them: train
        it again to see its neighbours.
      </p>
    );
  }
  const save = () => {
    if (!latest) return;
    const rows = latest.neighbours.map(({ image, label, similarity }) => [image, classes[label] ?? "", similarity]);
    saveText(csvText(["training picture", "class", "similarity"], rows), `${modelName} neighbours`, "csv");
  };
  return (
    <div className="grid gap-3.5">
      {latest ? (
        <Neighbours latest={latest} dataset={published.dataset} classes={classes} answer={chances[0]} />
      ) : (
        state.status === "working" && <Skeleton className="h-52 w-full" />
      )}
      <Computing state={state} what="Comparing with training pictures">
        <Button size="sm" variant="plain" icon="download" onClick={save}>
          CSV
        </Button>
      </Computing>
      <p className="caption">
        Out of {formatCount(published.images)} of its training pictures, those to which the last layer before the
        classes answers most alike. The number is the cosine between the two answers, 1 for the same. Neighbours of
        other classes show what the network finds alike; that they are near does not say what it decided by.
      </p>
    </div>
  );
}

type NeighboursProps = {
  latest: ExplanationOf<"neighbours">;
  dataset: NonNullable<WhyProps["model"]["neighbours"]>["dataset"];
  classes: readonly string[];
  answer: ClassChance | undefined;
};

function Neighbours({ latest: { neighbours }, dataset, classes, answer }: NeighboursProps) {
  const tiles = useSheetTiles(
    dataset,
    "train",
    neighbours.map(({ image }) => image),
    true,
  );
  const labels = neighbours.map(({ label }) => label);
  const agreeing = labels.filter((label) => label === answer?.index).length;
  return (
    <>
      <p className="text-sm">
        <b>
          {agreeing} of {neighbours.length}
        </b>{" "}
        agree with the answer, {answer?.name}: {classCounts(labels, classes)}.
      </p>
      <ul className="grid grid-cols-[repeat(auto-fill,64px)] justify-between gap-x-3 gap-y-3" aria-label="Neighbours">
        {neighbours.map(({ image, label, similarity }) => (
          <li key={image} className="grid gap-0.5" title={`Training picture ${formatCount(image)}`}>
            <SheetTile tile={tiles.tileOf(image)} size={64} alt={`Training picture ${formatCount(image)}`} />
            <span className={clsx("truncate text-xs", label === answer?.index ? "font-strong text-ink" : "text-ink-2")}>
              {classes[label]}
            </span>
            <span className="caption">{formatSignificant(Math.min(1, similarity))}</span>
          </li>
        ))}
      </ul>
      {tiles.failed ? (
        <ErrorState title="Not all pictures arrived." onRetry={tiles.retry}>
          They are in files of their own, which need a connection. Their classes are above all the same.
        </ErrorState>
      ) : (
        tiles.unpublished && <p className="sub">This site has not published the pictures of the data set yet.</p>
      )}
    </>
  );
}
