/** What people write and others read: one spelling, nothing invisible, nothing that turns the direction of writing. */
import { z } from "zod";
import type { Range } from "../limits.ts";
import { thousands } from "./thousands.ts";

/** Controls, signs that turn the direction of writing, joiners, unassigned characters, and letters without a shape. */
const INVISIBLE = /\p{C}|(?!\uFE0F)\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic})\uFE0F/u;

/** Accents in such number leave their line and cover others; four are more than any script puts on one letter. */
const PILED_MARKS = /\p{M}{5}/u;

/** The same characters for what is written alike, single spaces inside, none around. */
export const tidy = (text: string, form: "NFC" | "NFKC" = "NFC"): string =>
  text.normalize(form).replace(/\s+/g, " ").trim();

/**
 * One line of text that is shown to others, tidied.
 *
 * @param noun for the messages, as in "A name"
 * @param length characters that it has at least and at most
 * @param missing what to do when there is too little
 * @param form `NFKC` folds letters that are drawn otherwise into plain ones as well, which loses what ² means
 */
export function visibleText(noun: string, { min, max }: Range, missing: string, form: "NFC" | "NFKC" = "NFC") {
  const tooLong = `${noun} has at most ${max} characters.`;
  return (
    z
      .string()
      // Before anything is done with it; tidied, it may be shorter.
      .max(4 * max, tooLong)
      .transform((text) => tidy(text, form))
      .pipe(
        z
          .string()
          .min(min, missing)
          .max(max, tooLong)
          .refine((text) => !INVISIBLE.test(text), `${noun} has no invisible characters.`)
          .refine((text) => !PILED_MARKS.test(text), `${noun} has at most four accents on one letter.`),
      )
  );
}

/** Controls but tabs and line ends, and signs that turn the direction of what follows them. */
const NOT_IN_LINES = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

/** Text of any number of lines, as it was written. @param max characters */
export const visibleLines = (noun: string, max: number) =>
  z
    .string()
    .max(max, `${noun} has at most ${thousands(max)} characters.`)
    .refine(
      (text) => !NOT_IN_LINES.test(text),
      `${noun} has no control characters, and none that turn the direction of writing.`,
    );
