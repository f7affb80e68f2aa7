import { NOTE_LIMITS } from "../limits.ts";
import { visibleLines } from "../text/visible-text.ts";

/** What a person writes about a run, as plain text of any number of lines. */
export const note = visibleLines("A note", NOTE_LIMITS.note);
