"use client";
import { useMemo, useState } from "react";
import type { DatasetId } from "#domain/datasets/catalogue";
import { orderPictures } from "#domain/evaluation/order-pictures";
import type { TestPredictions } from "#domain/runs/test-predictions";
import { Button } from "../../../../_ui/button.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { AnswerGallery } from "./answer-gallery.tsx";

const AT_FIRST = 18;
const MORE = 36;

type MistakesProps = {
  dataset: DatasetId;
  classes: readonly string[];
  predictions: TestPredictions;
  modelId: string | null;
};

/** What the network was surest of and wrong about. */
export function Mistakes({ dataset, classes, predictions, modelId }: MistakesProps) {
  const [truth, setTruth] = useState<number | null>(null);
  const [count, setCount] = useState(AT_FIRST);
  const images = useMemo(
    () => orderPictures(predictions, { right: false, ...(truth !== null && { truth }) }, "surest"),
    [predictions, truth],
  );
  const shown = images.slice(0, count);
  return (
    <Plate
      title="Most confident mistakes"
      caption={<span role="status">{`${formatCount(shown.length)} of ${formatCount(images.length)}`}</span>}
      tools={
        <Select
          aria-label="True class"
          className="h-[30px]! max-tablet:h-10!"
          value={truth ?? ""}
          onChange={({ target }) => {
            setTruth(target.value === "" ? null : Number(target.value));
            setCount(AT_FIRST);
          }}
        >
          <option value="">all classes</option>
          {classes.map((name, label) => (
            <option key={name} value={label}>
              {name}
            </option>
          ))}
        </Select>
      }
    >
      {images.length === 0 ? (
        <p className="sub">
          {truth === null ? "Every picture of the test set" : `Every picture of the class ${classes[truth]}`} was
          answered right.
        </p>
      ) : (
        <AnswerGallery
          label="Most confident mistakes"
          dataset={dataset}
          classes={classes}
          predictions={predictions}
          images={shown}
          size={96}
          caption="full"
          modelId={modelId}
        />
      )}
      {images.length > count && (
        <Button className="mt-4" size="sm" onClick={() => setCount(count + MORE)}>
          Show {formatCount(Math.min(MORE, images.length - count))} more
        </Button>
      )}
    </Plate>
  );
}
