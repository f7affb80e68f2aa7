/** What people read: results on standard output, all else on standard error. */
import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

export const say = (line: string): boolean => process.stderr.write(`${line}\n`);
export const print = (line: string): boolean => process.stdout.write(`${line}\n`);
export const printJson = (value: unknown): boolean => print(JSON.stringify(value));

/** Coloured where standard output is a terminal that shows colours. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

export const percent = (fraction: number | null, digits = 2): string =>
  fraction === null ? "–" : `${(100 * fraction).toFixed(digits)} %`;

/** Columns of text, those that hold numbers set right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], numeric: ReadonlySet<number>) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (numeric.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [paint("dim", line(head)), ...rows.map(line)];
}

/** `done` of 1 as a bar of so many characters. */
export function bar(done: number, width: number): string {
  const full = Math.round(Math.min(Math.max(done, 0), 1) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)}`;
}

const LEVELS = "▁▂▃▄▅▆▇█";

/** The latest `width` values as a curve of one line, from their least to their greatest. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.filter(Number.isFinite).slice(-width);
  const least = Math.min(...shown);
  const span = Math.max(...shown) - least || 1;
  return shown.map((value) => LEVELS[Math.round(((value - least) / span) * (LEVELS.length - 1))]).join("");
}

/** Control characters and signs that turn the direction of writing, which a terminal would obey. */
export const harmless = (text: string): string => text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "�");
