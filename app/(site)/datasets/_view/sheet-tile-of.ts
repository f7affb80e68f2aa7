import type { SheetIndex } from "#domain/datasets/sheets";
import { placeOf } from "../../../_inference/sheet-index.ts";
import type { Tile } from "../../../_ui/sheet-tile.tsx";

/** Picture `number` of a part as a tile of its sheet; null when there is none. */
export function sheetTileOf(index: SheetIndex, part: "train" | "test", number: number): Tile | null {
  const { sheet, position } = placeOf(index, number);
  const file = index[part].sheets[sheet];
  return file ? { src: `/m/${file.sha256}`, columns: index.columns, position } : null;
}
