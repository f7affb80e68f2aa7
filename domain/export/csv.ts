/** Tables as CSV after RFC 4180, safe to open in a spreadsheet: no cell can be taken for a formula. */

export type CsvValue = string | number | boolean | bigint | Date | null | undefined;

/** What spreadsheets take for the start of a formula, written full-width and behind white space as well. */
const FORMULA_START = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One cell. Dates are written in ISO 8601 and UTC, what is not there is empty, NaN and the infinities by name. Text that a
 * spreadsheet would compute is given an apostrophe in front, unless it is a plain number.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  const text = value instanceof Date ? value.toISOString() : String(value);
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record without its line end. */
export const csvLine = (cells: readonly CsvValue[]): string => cells.map(csvCell).join(",");

/** A whole file: head and rows, every line ended by CR LF. */
export const csvText = (head: readonly string[], rows: Iterable<readonly CsvValue[]>): string =>
  [head, ...rows].map((cells) => `${csvLine(cells)}\r\n`).join("");
