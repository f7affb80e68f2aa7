/**
 * The published images of a data set: PNG sheets of tiles, row by row, each stored under the hash of its bytes, with an
 * index that names them. Web tier and browsers read these and need no data set of their own.
 */
import { z } from "zod";
import { sha256Hex } from "../artefacts/sha256.ts";
import { DATASET_IDS } from "./catalogue.ts";

const part = z.strictObject({
  count: z.number().int().positive(),
  /** Sheets in order; each holds `columns * rows` images, the last one may hold fewer. */
  sheets: z.array(z.strictObject({ sha256: sha256Hex, bytes: z.number().int().positive() })),
  /** One class index per image. */
  labels: z.array(z.number().int().min(0)),
});

export const sheetIndex = z.strictObject({
  v: z.literal(1),
  dataset: z.enum(DATASET_IDS),
  tile: z.strictObject({ height: z.number().int(), width: z.number().int() }),
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  train: part,
  test: part,
});
export type SheetIndex = z.infer<typeof sheetIndex>;
