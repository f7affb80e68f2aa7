/** A table of coloured cells as a drawing on its own, for papers and slides: light, with its colours written out. */
import { PRINT_COLOURS as COLOURS, type Drawing, drawSheet, svgText as text, widthOf } from "./svg-drawing.ts";

export type MatrixCell = {
  words: string;
  colour: "green" | "vermillion";
  /** How much of the colour is in the cell, per cent; null leaves it as white as the paper. */
  mix: number | null;
  strong?: boolean;
};

type Matrix = {
  title: string;
  note: string;
  columns: readonly string[];
  rows: readonly string[];
  /** cells[row][column] */
  cells: readonly (readonly MatrixCell[])[];
};

const CELL_HEIGHT = 33;
const LEAST_CELL_WIDTH = 56;
const HEAD_HEIGHT = 22;
const HEAD_SIZE = 10;
const SIZE = 12;
const GAP = 8;

export function matrixDrawing({ title, note, columns, rows, cells }: Matrix): Drawing {
  const widest = (words: readonly string[], size: number) => Math.max(0, ...words.map((word) => widthOf(word, size)));
  const left = Math.ceil(widest(rows, SIZE)) + GAP;
  const words = cells.flat().map((cell) => cell.words);
  const cellWidth = Math.ceil(
    Math.max(LEAST_CELL_WIDTH, widest(columns, HEAD_SIZE) + GAP / 2, widest(words, SIZE) + GAP),
  );
  const xOf = (column: number) => left + column * cellWidth;
  const yOf = (row: number) => HEAD_HEIGHT + row * CELL_HEIGHT;
  const drawn = cells.flatMap((line, row) =>
    line.map(({ words, colour, mix, strong }, column) => {
      const place = `x="${xOf(column) + 0.5}" y="${yOf(row) + 0.5}" width="${cellWidth - 1}" height="${CELL_HEIGHT - 1}"`;
      const ground =
        mix === null
          ? ""
          : `<rect ${place} fill="${COLOURS.cell}"/>` +
            `<rect ${place} fill="${COLOURS[colour]}" fill-opacity="${(mix / 100).toFixed(3)}"/>`;
      const weight = strong ? ' font-weight="600"' : "";
      const [x, y] = [xOf(column) + cellWidth / 2, yOf(row) + CELL_HEIGHT / 2 + 4];
      return ground + text(x, y, words, `text-anchor="middle" font-size="${SIZE}"${weight}`);
    }),
  );
  const heads = [
    ...columns.map((name, column) =>
      text(
        xOf(column) + cellWidth / 2,
        HEAD_HEIGHT - 8,
        name,
        `text-anchor="middle" font-size="${HEAD_SIZE}" fill="${COLOURS.dim}"`,
      ),
    ),
    ...rows.map((name, row) =>
      text(
        left - GAP,
        yOf(row) + CELL_HEIGHT / 2 + 4,
        name,
        `text-anchor="end" font-size="${SIZE}" fill="${COLOURS.dim}"`,
      ),
    ),
  ];
  return drawSheet({
    title,
    note,
    width: xOf(columns.length),
    height: yOf(rows.length),
    content: [...heads, ...drawn].join(""),
  });
}
