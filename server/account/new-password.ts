/** What a new password must not be. Its length is better-auth's to check; no kinds of characters are asked for. */
import { DomainError } from "#domain/errors";
import { isCommonPassword } from "./common-passwords.ts";

/** Words that belong to this site: they tell nothing that a guesser does not try first. */
const SITE_WORDS = ["cultivar", "classifier", "tensorflow", "cifar", "password", "passwort"];

/** Parts of names and addresses that are shorter are no clue, and take too much of a good password away. */
const SHORTEST_WORD = 4;

/** Characters that must be left when all those words are taken away. */
const OWN_CHARACTERS = 8;

export type PasswordOwner = { name: string; email: string };

/**
 * @param owner whose password it will be, when that is known
 * @param siteAddress as in `https://example.org`
 * @throws DomainError `invalid` when many people have this password, or when little of it is more than names
 */
export function checkNewPassword(password: string, owner: PasswordOwner | null, siteAddress: string): void {
  if (isCommonPassword(password)) {
    throw new DomainError(
      "invalid",
      "This password stands on lists of stolen ones. Take a few words that only you would put in a row.",
      "password",
    );
  }
  const words = [SITE_WORDS, new URL(siteAddress).hostname, owner?.name ?? "", owner?.email ?? ""]
    .flat()
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u))
    .filter((word) => word.length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), password.toLowerCase());
  if ([...rest].length < OWN_CHARACTERS) {
    throw new DomainError(
      "invalid",
      `Besides your name, your address and words of this site, a password needs ${OWN_CHARACTERS} characters.`,
      "password",
    );
  }
}
