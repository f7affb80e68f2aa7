import { expect, test } from "vitest";
import { matrixDrawing } from "./matrix-drawing.ts";

const drawing = (rows: readonly string[]) =>
  matrixDrawing({
    title: "Difference",
    note: "Rows: truth, columns: answer.",
    columns: ["cat", "a < b"],
    rows,
    cells: [
      [
        { words: "+12", colour: "green", mix: 52, strong: true },
        { words: "–", colour: "green", mix: null },
      ],
      [
        { words: "−3", colour: "vermillion", mix: 10.5 },
        { words: "0", colour: "green", mix: 0 },
      ],
    ],
  });

test("every cell has its words and, unless it is empty, its colour", () => {
  const { svg } = drawing(["cat", "dog"]);
  for (const words of ["+12", "−3", "cat", "dog", "a &lt; b", "Rows: truth, columns: answer."]) {
    expect(svg).toContain(`>${words}</text>`);
  }
  expect(svg.match(/fill-opacity="/g)).toHaveLength(3);
  expect(svg).toMatch(/fill="#d55e00" fill-opacity="0.105"/);
  expect(svg).toMatch(/font-weight="600">\+12</);
});

test("long names of rows get the room that they need", () => {
  const width = (letters: number) => drawing(["cat", "w".repeat(letters)]).width;
  expect(width(80) - width(60)).toBeGreaterThan(20 * 6);
});
