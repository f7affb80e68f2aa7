import { stripVTControlCharacters } from "node:util";

/** The first `limit` characters of a text from outside, without what PostgreSQL's jsonb refuses: \0 and halves of pairs. */
export const storableText = (text: string, limit: number): string =>
  text.replaceAll("\0", "").slice(0, limit).toWellFormed();

/** A line of a terminal as text: no colours and no control characters; of what was written over itself, the last. */
export function printableText(line: string, limit: number): string {
  const shown = line.trimEnd().split("\r").at(-1) ?? "";
  return storableText(
    stripVTControlCharacters(shown)
      .replaceAll("\t", "  ")
      .replaceAll(/\p{Cc}/gu, ""),
    limit,
  );
}
