"use client";
import { type CsvValue, csvText } from "#domain/export/csv";
import { jsonText } from "#domain/export/json";
import { IconButton } from "./button.tsx";
import { Menu } from "./menu.tsx";
import { saveFile } from "./save-file.ts";
import { saveText } from "./save-text.ts";
import type { Drawing } from "./svg-drawing.ts";
import { svgToPng } from "./svg-to-png.ts";
import { showToast } from "./toast.tsx";

/** The numbers behind a drawing, as they were measured; units stand in the head. */
export type Numbers = { head: readonly string[]; rows: readonly (readonly CsvValue[])[] };

type DrawingMenuProps = {
  /** What is downloaded: "the calibration diagram". */
  noun: string;
  /** Name of the files, without extension. */
  name: string;
  draw: () => Drawing;
  numbers: () => Numbers;
};

/** A drawing as a file: as a picture for paper, or its numbers. */
export function DrawingMenu({ noun, name, draw, numbers }: DrawingMenuProps) {
  const save = async (make: () => void | Promise<void>) => {
    try {
      await make();
    } catch {
      showToast(`It was not possible to make a file of ${noun}.`, { tone: "bad" });
    }
  };
  const savePicture = async () => {
    const { svg, width, height } = draw();
    saveFile(await svgToPng(svg, width, height), `${name}.png`);
  };
  const saveNumbers = (extension: "csv" | "json", write: typeof csvText | typeof jsonText) => {
    const { head, rows } = numbers();
    saveText(write(head, rows), name, extension);
  };
  return (
    <Menu
      trigger={<IconButton icon="download" label={`Download ${noun}`} />}
      entries={[
        { label: "Picture, PNG, 300 dpi", icon: "image", onSelect: () => save(savePicture) },
        { label: "Drawing, SVG", icon: "image", onSelect: () => save(() => saveText(draw().svg, name, "svg")) },
        { label: "Numbers, CSV", icon: "table", onSelect: () => save(() => saveNumbers("csv", csvText)) },
        { label: "Numbers, JSON", icon: "file", onSelect: () => save(() => saveNumbers("json", jsonText)) },
      ]}
    />
  );
}
