/** The name that is shown in place of an address. Unique, so that nobody passes for somebody else on the leaderboard. */
import { z } from "zod";
import { LIMITS } from "../limits.ts";

const { min, max } = LIMITS.displayName;

/** One spelling for what looks alike: compatibility forms folded, no space around, single spaces inside. */
const tidy = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim();

/**
 * Letters (with their marks), digits, space, dot, underscore, hyphen. What is invisible or turns the direction of writing
 * is refused. Letters of other scripts that look like Latin ones pass.
 */
export const displayName = z
  .string()
  .max(4 * max, `A display name has at most ${max} characters.`)
  .transform(tidy)
  .pipe(
    z
      .string()
      .min(min, `A display name has at least ${min} characters.`)
      .max(max, `A display name has at most ${max} characters.`)
      .regex(
        /^[\p{L}\p{M}\p{N} ._-]+$/u,
        "A display name has only letters, digits, spaces, dots, hyphens and underscores.",
      )
      // Some letters and marks are invisible, too.
      .regex(/^\P{Default_Ignorable_Code_Point}*$/u, "A display name has no invisible characters.")
      .regex(/[\p{L}\p{N}]/u, "A display name has at least one letter or digit."),
  );

/** Two names with the same key are the same name. */
export const displayNameKey = (name: string): string => tidy(name).toLowerCase();
