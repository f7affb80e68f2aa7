/** Short words that sort runs, in the order in which they were given. */
import { z } from "zod";
import { NOTE_LIMITS } from "../limits.ts";

/** A tag is told from others by its exact letters. */
export const tag = z
  .string()
  .trim()
  .min(1, "A tag needs a letter.")
  .max(NOTE_LIMITS.tag, `A tag has at most ${NOTE_LIMITS.tag} characters.`)
  // Invisible and direction-turning characters would make two tags look alike.
  .regex(/^\P{C}*$/u, "A tag has no invisible characters.");

/** Those of `tags` that stay, then those of `add` that are new. */
export function changeTags(
  tags: readonly string[],
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): string[] {
  return [...new Set([...tags.filter((one) => !remove.includes(one)), ...add])];
}
