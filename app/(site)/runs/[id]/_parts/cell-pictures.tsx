"use client";
import { useMemo, useState } from "react";
import type { DatasetId } from "#domain/datasets/catalogue";
import { orderPictures, type PictureOrder } from "#domain/evaluation/order-pictures";
import type { TestPredictions } from "#domain/runs/test-predictions";
import { Button } from "../../../../_ui/button.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import type { Cell } from "../_view/chosen-cell.ts";
import { AnswerGallery } from "./answer-gallery.tsx";

/** One row on a wide page, and so many on each page once all are asked for. */
const IN_A_ROW = 16;
const ON_A_PAGE = 96;

type Order = { value: PictureOrder; label: string };
const OF_MISTAKES: readonly [Order, Order] = [
  { value: "surest", label: "surest" },
  { value: "closest", label: "closest call" },
];
const OF_RIGHT: readonly [Order, Order] = [
  { value: "least-sure", label: "least sure" },
  { value: "surest", label: "surest" },
];

type CellPicturesProps = {
  cell: Cell;
  dataset: DatasetId;
  classes: readonly string[];
  predictions: TestPredictions;
  modelId: string | null;
};

/** The pictures behind a cell of the confusion matrix. Give it the cell as `key`: each begins with its first row. */
export function CellPictures({ cell, dataset, classes, predictions, modelId }: CellPicturesProps) {
  const right = cell.truth === cell.answer;
  const orders = right ? OF_RIGHT : OF_MISTAKES;
  const [order, setOrder] = useState<PictureOrder>(orders[0].value);
  const [page, setPage] = useState<number | null>(null);
  const images = useMemo(() => orderPictures(predictions, cell, order), [predictions, cell, order]);
  const [truth, answer] = [classes[cell.truth], classes[cell.answer]];
  const pages = Math.ceil(images.length / ON_A_PAGE);
  const shown = page === null ? images.slice(0, IN_A_ROW) : images.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE);
  const title = right ? `Right: ${truth} recognised` : `Mistakes: ${truth} taken for ${answer}`;
  const words = orders.find(({ value }) => value === order)?.label;
  return (
    <Plate
      title={title}
      caption={
        <span role="status">
          {formatCount(images.length)} {images.length === 1 ? "picture" : "pictures"}
          {images.length > 1 && `, ${words} first`}
        </span>
      }
      tools={
        images.length > 1 && (
          <>
            <Segmented label="Order" options={orders} value={order} onChange={setOrder} className="mr-2" />
            {images.length > IN_A_ROW && (
              <Button
                size="sm"
                variant="plain"
                iconEnd={page === null ? "right" : "up"}
                aria-expanded={page !== null}
                onClick={() => setPage(page === null ? 0 : null)}
              >
                {page === null ? `All ${formatCount(images.length)}` : "Fewer"}
              </Button>
            )}
          </>
        )
      }
    >
      {images.length === 0 ? (
        <p className="sub">
          No picture of the class {truth} was taken for {answer}. Choose another cell.
        </p>
      ) : (
        <AnswerGallery
          label={title}
          dataset={dataset}
          classes={classes}
          predictions={predictions}
          images={shown}
          size={64}
          caption="pair"
          modelId={modelId}
        />
      )}
      {page !== null && pages > 1 && (
        <nav aria-label="Pages of pictures" className="mt-4 flex items-center gap-3">
          <Button size="sm" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <Button size="sm" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </Button>
          <span className="caption" role="status">
            {formatCount(page * ON_A_PAGE + 1)} to {formatCount(page * ON_A_PAGE + shown.length)} of{" "}
            {formatCount(images.length)}
          </span>
        </nav>
      )}
    </Plate>
  );
}
