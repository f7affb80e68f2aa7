/** Several pictures at once: what is known of each, their order, and the table of all answers. */
import { type CsvValue, csvText } from "#domain/export/csv";
import type { Framing } from "../../../_inference/framing.ts";
import type { PicturePreview } from "../../../_inference/picture-messages.ts";
import { topClasses } from "./top-classes.ts";

export type SheetPicture = {
  /** In the order in which they came. */
  id: number;
  file: File;
  /** Null until it has been read. */
  preview: PicturePreview | null;
  /** Why it cannot be read. */
  problem: string | null;
};

export type SheetAnswer = { probabilities: Float32Array; classes: readonly string[] };

/** What a model said to a picture, likeliest first; null where it has not answered. */
export type Answers = (picture: SheetPicture, model: { manifestSha256: string }) => SheetAnswer | null;

/** Their thumbnails and files stay in memory. */
export const MOST_PICTURES = 200;

export const SHEET_ORDERS = {
  added: "as added",
  name: "by name",
  class: "by class",
  confidence: "by confidence",
} as const;
export type SheetOrder = keyof typeof SHEET_ORDERS;

const inWords = new Intl.Collator("en", { numeric: true });

/** Orders pictures; by class and by confidence those without an answer come last. */
export function sortedPictures(
  pictures: readonly SheetPicture[],
  order: SheetOrder,
  answerTo: (picture: SheetPicture) => SheetAnswer | null,
): SheetPicture[] {
  const byName = (a: SheetPicture, b: SheetPicture) => inWords.compare(a.file.name, b.file.name);
  if (order === "added") return pictures.toSorted((a, b) => a.id - b.id);
  if (order === "name") return pictures.toSorted((a, b) => byName(a, b) || a.id - b.id);
  const tops = new Map(
    pictures.map((picture) => {
      const answer = answerTo(picture);
      return [picture.id, answer ? topClasses(answer.probabilities, answer.classes, 1)[0] : undefined];
    }),
  );
  return pictures.toSorted((a, b) => {
    const [first, second] = [tops.get(a.id), tops.get(b.id)];
    if (!first || !second) return Number(!first) - Number(!second) || a.id - b.id;
    const surer = second.probability - first.probability;
    return order === "class" ? inWords.compare(first.name, second.name) || surer : surer || a.id - b.id;
  });
}

const TOP = 5;
const HEAD = [
  "file",
  "model",
  ...Array.from({ length: TOP }, (_, i) => [`class ${i + 1}`, `probability ${i + 1}`]).flat(),
  "crop",
  "problem",
];
const CROPS: Record<Framing, string> = {
  crop: "largest square in the middle",
  fit: "whole picture, padded with its mean colour",
};

/** A row for each picture and model; a picture that cannot be read has one that says why. */
export function sheetCsv(
  pictures: readonly SheetPicture[],
  models: readonly { name: string; manifestSha256: string }[],
  framing: Framing,
  answers: Answers,
): string {
  const rows = pictures.flatMap((picture): CsvValue[][] => {
    const { name } = picture.file;
    if (picture.problem) return [[name, "", ...Array(2 * TOP).fill(null), "", picture.problem]];
    return models.map((model) => {
      const answer = answers(picture, model);
      const top = answer ? topClasses(answer.probabilities, answer.classes, TOP) : [];
      const cells = Array.from({ length: TOP }, (_, i) => [top[i]?.name, top[i]?.probability]).flat();
      return [name, model.name, ...cells, CROPS[framing], answer ? "" : "not classified"];
    });
  });
  return csvText(HEAD, rows);
}
