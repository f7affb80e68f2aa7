import { z } from "zod";
import { NOTE_LIMITS } from "../limits.ts";

/** What a person writes about a run, as plain text of any number of lines. */
export const note = z
  .string()
  .max(NOTE_LIMITS.note, `A note has at most ${NOTE_LIMITS.note.toLocaleString("en-US")} characters.`)
  // The database keeps no NUL.
  .refine((text) => !text.includes("\0"), "A note has no NUL characters.");
