"use client";
import { IconButton } from "./button.tsx";
import { Menu } from "./menu.tsx";
import { saveFile } from "./save-file.ts";
import { saveText } from "./save-text.ts";
import type { Drawing } from "./svg-drawing.ts";
import { svgToPng } from "./svg-to-png.ts";
import { showToast } from "./toast.tsx";

type DrawingMenuProps = {
  label: string;
  /** Name of the files, without extension. */
  name: string;
  /** What is said to have failed: "chart". */
  noun: string;
  draw: () => Drawing;
  csv: () => string;
  json?: () => string;
};

/** A drawing as a file: as a picture for paper, or its numbers. */
export function DrawingMenu({ label, name, noun, draw, csv, json }: DrawingMenuProps) {
  const savePicture = async () => {
    try {
      const { svg, width, height } = draw();
      saveFile(await svgToPng(svg, width, height), `${name}.png`);
    } catch {
      showToast(`The ${noun} could not be turned into a picture.`, { tone: "bad" });
    }
  };
  return (
    <Menu
      trigger={<IconButton icon="download" label={label} />}
      entries={[
        { label: "Picture, PNG, 300 dpi", icon: "image", onSelect: savePicture },
        { label: "Drawing, SVG", icon: "image", onSelect: () => saveText(draw().svg, name, "svg") },
        { label: "Numbers, CSV", icon: "table", onSelect: () => saveText(csv(), name, "csv") },
        ...(json
          ? [{ label: "Numbers, JSON", icon: "file" as const, onSelect: () => saveText(json(), name, "json") }]
          : []),
      ]}
    />
  );
}
