"use client";
import { useState } from "react";
import { ConfusionMatrix } from "../../../../_ui/confusion-matrix.tsx";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { shortClassName } from "../../../../_ui/short-class-name.ts";
import type { Cell } from "../_view/chosen-cell.ts";
import { confusionSvg } from "../_view/confusion-svg.ts";
import { confusionCsv } from "../_view/evaluation-csv.ts";

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
  const [show, setShow] = useState<"counts" | "percent">("counts");
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
            label="Save the confusion matrix"
            name={`${name}, confusion matrix`}
            noun="matrix"
            draw={() => confusionSvg(`${name}: confusion matrix`, confusion, classes, show)}
            csv={() => confusionCsv(confusion, classes)}
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
