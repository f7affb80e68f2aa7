import { picturesInTurn, type TestPicture, type TestSheet } from "../../../_inference/test-sheet.ts";

/** Pictures of each class that are shown. */
export const PER_CLASS = 12;

/** The first pictures of each class, in the order of the test set: [class][picture]. */
export function samplesByClass(sheet: TestSheet, classes: number, perClass = PER_CLASS): TestPicture[][] {
  const pictures = picturesInTurn(sheet, classes, 0, perClass * classes);
  return Array.from({ length: classes }, (_, k) => pictures.filter(({ label }) => label === k));
}
