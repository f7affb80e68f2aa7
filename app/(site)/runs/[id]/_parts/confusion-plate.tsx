"use client";
import { useState } from "react";
import { IconButton } from "../../../../_ui/button.tsx";
import { saveFile } from "../../../../_ui/chart/save-file.ts";
import { ConfusionMatrix } from "../../../../_ui/confusion-matrix.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { saveText } from "../../../../_ui/save-text.ts";
import { Segmented } from "../../../../_ui/segmented.tsx";
import { svgToPng } from "../../../../_ui/svg-to-png.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import type { Cell } from "../_view/chosen-cell.ts";
import { confusionSvg } from "../_view/confusion-svg.ts";
import { confusionCsv } from "../_view/evaluation-csv.ts";

/** Names that fit above a column. */
const SHORT_NAMES: Record<string, string> = { airplane: "plane", automobile: "auto" };

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
  const file = `${name}, confusion matrix`;
  const drawing = () => confusionSvg(`${name}: confusion matrix`, confusion, classes, show);
  const savePicture = async () => {
    try {
      const { svg, width, height } = drawing();
      saveFile(await svgToPng(svg, width, height), `${file}.png`);
    } catch {
      showToast("The matrix could not be turned into a picture", { tone: "bad" });
    }
  };
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
          <Menu
            trigger={<IconButton icon="download" label="Save the confusion matrix" />}
            entries={[
              { label: "Picture, PNG, 300 dpi", icon: "image", onSelect: savePicture },
              { label: "Drawing, SVG", icon: "image", onSelect: () => saveText(drawing().svg, file, "svg") },
              {
                label: "Numbers, CSV",
                icon: "table",
                onSelect: () => saveText(confusionCsv(confusion, classes), file, "csv"),
              },
            ]}
          />
        </>
      }
    >
      <ConfusionMatrix
        counts={confusion}
        classes={classes}
        shortNames={classes.map((label) => SHORT_NAMES[label] ?? label)}
        show={show}
        selected={onChoose ? cell : null}
        onSelect={onChoose}
      />
    </Plate>
  );
}
