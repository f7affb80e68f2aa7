/** The name that is shown in place of an address. Unique, so that nobody passes for somebody else on the leaderboard. */
import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { isOfOneScript } from "../text/one-script.ts";
import { tidy, visibleText } from "../text/visible-text.ts";

const { min } = LIMITS.displayName;

/**
 * Letters (with their marks) of one script, digits, space, dot, underscore, hyphen; letters that are drawn otherwise are folded
 * into plain ones. A name that is wholly of another script may still look like a Latin one.
 */
export const displayName = visibleText(
  "A display name",
  LIMITS.displayName,
  `A display name has at least ${min} characters.`,
  "NFKC",
).pipe(
  z
    .string()
    .regex(
      /^[\p{L}\p{M}\p{N} ._-]+$/u,
      "A display name has only letters, digits, spaces, dots, hyphens and underscores.",
    )
    .regex(/[\p{L}\p{N}]/u, "A display name has at least one letter or digit.")
    .refine(
      isOfOneScript,
      "A display name keeps to the letters of one script, such as Latin or Cyrillic; Latin goes with Chinese, Japanese and Korean.",
    ),
);

/** Two names with the same key are the same name. */
export const displayNameKey = (name: string): string => tidy(name, "NFKC").toLowerCase();
