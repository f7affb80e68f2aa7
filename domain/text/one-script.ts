/** Scripts in which people write today (UAX 31, table 5), without those that are set together with others. */
const ALONE = [
  "Arabic",
  "Armenian",
  "Bengali",
  "Cherokee",
  "Cyrillic",
  "Devanagari",
  "Ethiopic",
  "Georgian",
  "Greek",
  "Gujarati",
  "Gurmukhi",
  "Hebrew",
  "Kannada",
  "Khmer",
  "Lao",
  "Malayalam",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Tamil",
  "Telugu",
  "Thaana",
  "Thai",
  "Tibetan",
];

/** No letter of these looks like one of Latin's. */
const TOGETHER = ["Latin", "Han", "Hiragana", "Katakana", "Bopomofo", "Hangul"];

const onlyOf = (scripts: readonly string[]): RegExp =>
  new RegExp(
    `^(?:[\\p{Script=Common}${scripts.map((name) => `\\p{Script_Extensions=${name}}`).join("")}]|\\P{L})*$`,
    "u",
  );

const WRITTEN_IN_ONE = [onlyOf(TOGETHER), ...ALONE.map((script) => onlyOf([script]))];

/**
 * Whether all letters are of one script, where Latin and those of Chinese, Japanese and Korean count as one: what UTS 39 calls
 * "highly restrictive". So no Cyrillic а stands for a Latin a within a name.
 */
export const isOfOneScript = (text: string): boolean => WRITTEN_IN_ONE.some((pattern) => pattern.test(text));
