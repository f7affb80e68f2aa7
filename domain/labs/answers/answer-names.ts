/** The answers that the questions of a lab can name. */
export const ANSWER_NAMES = [
  "as-expected",
  "does-depth-help",
  "where-validation-departs",
  "reuse-of-dense-part",
  "what-plots-show",
  "own-against-pretrained",
] as const;
export type AnswerName = (typeof ANSWER_NAMES)[number];
