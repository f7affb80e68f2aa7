"use client";
import { useState } from "react";
import { cellColour } from "../../../../_ui/confusion-colour.ts";
import { ConfusionMatrix } from "../../../../_ui/confusion-matrix.tsx";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { matrixDrawing } from "../../../../_ui/matrix-drawing.ts";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { shortClassName } from "../../../../_ui/short-class-name.ts";
import type { Cell } from "../_view/chosen-cell.ts";
import { confusionNumbers } from "../_view/evaluation-numbers.ts";

type Show = "counts" | "percent";

type ConfusionPlateProps = {
  /** Of the run. */
  name: string;
  /** confusion[true class][predicted class] */
  confusion: readonly (readonly number[])[];
  classes: readonly string[];
  cell: Cell | null;
  /** Left out where the pictures behind a cell are not known. */
  onChoose?: (cell: Cell) => void;
};

/** Which classes the network takes for each other, and the ways to take that along. */
export function ConfusionPlate({ name, confusion, classes, cell, onChoose }: ConfusionPlateProps) {
  const [show, setShow] = useState<Show>("counts");
  const images = confusion.flat().reduce((sum, count) => sum + count, 0);
  return (
    <Plate
      title="Confusion matrix"
      caption={`rows: truth, columns: answer, ${formatCount(images)} pictures`}
      tools={
        <>
          <Segmented
            label="Show"
            options={[
              { value: "counts", label: "counts" },
              { value: "percent", label: "%" },
            ]}
            value={show}
            onChange={setShow}
            className="mr-1"
          />
          <DrawingMenu
            noun="the confusion matrix"
            name={`${name}, confusion matrix`}
            draw={() => drawConfusion(name, confusion, classes, show)}
            numbers={() => confusionNumbers(confusion, classes)}
          />
        </>
      }
    >
      <ConfusionMatrix
        counts={confusion}
        classes={classes}
        shortNames={classes.map((label) => shortClassName(label) ?? label)}
        show={show}
        selected={onChoose ? cell : null}
        onSelect={onChoose}
      />
    </Plate>
  );
}

function drawConfusion(
  name: string,
  confusion: ConfusionPlateProps["confusion"],
  classes: readonly string[],
  show: Show,
) {
  const colour = cellColour(confusion);
  return matrixDrawing({
    title: `${name}: confusion matrix`,
    note: `Rows: truth, columns: answer${show === "percent" ? ", per cent of the row" : ""}.`,
    columns: classes,
    rows: classes,
    cells: confusion.map((row, truth) =>
      row.map((count, answer) => {
        const { share, mix } = colour(truth, answer);
        const right = truth === answer;
        const words = show === "percent" ? (share * 100).toFixed(1) : formatCount(count);
        return { words, mix, colour: right ? "green" : "vermillion", strong: right };
      }),
    ),
  });
}
