/** Short words that sort runs, in the order in which they were given. */
import { NOTE_LIMITS } from "../limits.ts";
import { visibleText } from "../text/visible-text.ts";

/** A tag is told from others by its exact letters. */
export const tag = visibleText("A tag", { min: 1, max: NOTE_LIMITS.tag }, "A tag needs a letter.");

/** Those of `tags` that stay, then those of `add` that are new. */
export function changeTags(
  tags: readonly string[],
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): string[] {
  return [...new Set([...tags.filter((one) => !remove.includes(one)), ...add])];
}
