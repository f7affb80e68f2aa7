import { expect, test } from "vitest";
import { type SheetAnswer, type SheetOrder, type SheetPicture, sheetCsv, sortedPictures } from "./contact-sheet.ts";

const classes = ["cat", "dog", "ship"];
const picture = (id: number, name: string, problem: string | null = null): SheetPicture => ({
  id,
  file: new File([], name),
  preview: null,
  problem,
});
const pictures = [
  picture(1, "b10.png"),
  picture(2, "b9.png"),
  picture(3, "a.png"),
  picture(4, "broken.png", "It is damaged."),
];
const said: Record<number, SheetAnswer> = {
  1: { classes, probabilities: Float32Array.of(0.25, 0.75, 0) },
  2: { classes, probabilities: Float32Array.of(0.5, 0.25, 0.25) },
  3: { classes, probabilities: Float32Array.of(0, 1, 0) },
};
const answerTo = ({ id }: SheetPicture) => said[id] ?? null;

test.each([
  ["added", [1, 2, 3, 4]],
  ["name", [3, 2, 1, 4]],
  ["class", [2, 3, 1, 4]],
  ["confidence", [3, 1, 2, 4]],
] as [SheetOrder, number[]][])("sorted: %s", (order, ids) => {
  expect(sortedPictures(pictures.toReversed(), order, answerTo).map(({ id }) => id)).toEqual(ids);
});

test("the table has a row for each picture and model, and no cell is a formula", () => {
  const models = [
    { name: "deep", manifestSha256: "a" },
    { name: "=HYPERLINK()", manifestSha256: "b" },
  ];
  const table = sheetCsv(
    [picture(1, "@SUM(1).png"), picture(4, "broken.png", "It is damaged.")],
    models,
    "fit",
    (one, model) => (model.manifestSha256 === "a" ? answerTo(one) : null),
  );
  expect(table.split("\r\n")).toEqual([
    "file,model,class 1,probability 1,class 2,probability 2,class 3,probability 3,class 4,probability 4,class 5,probability 5,crop,problem",
    `'@SUM(1).png,deep,dog,0.75,cat,0.25,ship,0,,,,,"whole picture, padded with its mean colour",`,
    `'@SUM(1).png,'=HYPERLINK(),,,,,,,,,,,"whole picture, padded with its mean colour",not classified`,
    "broken.png,,,,,,,,,,,,,It is damaged.",
    "",
  ]);
});
