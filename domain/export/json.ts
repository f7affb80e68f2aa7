/** Tables as JSON: an object per row, its keys the head. */
import { stringifyMeasured } from "../runs/stringify-measured.ts";
import type { CsvValue } from "./csv.ts";

/** NaN and the infinities stand by name, dates in ISO 8601 and UTC; what is not there is null. */
export function jsonText(head: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const plain = (value: CsvValue) => (typeof value === "bigint" ? String(value) : (value ?? null));
  const objects = rows.map((cells) => Object.fromEntries(head.map((key, column) => [key, plain(cells[column])])));
  return `${stringifyMeasured(objects)}\n`;
}
