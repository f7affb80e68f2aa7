import { formatPercent } from "../../../_ui/numbers.ts";
import type { TopClass } from "./top-classes.ts";

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const COUNTS = ["No", "One", "Two", "Three"] as const;

/** What the models of the page say together, as its heading; `answers` has null for one that has not answered. */
export function verdict(answers: readonly (TopClass | null)[]): string {
  const given = answers.filter((answer) => answer !== null);
  const first = given[0];
  if (!first) return "What is in your picture?";
  if (answers.length === 1) return `${capitalised(first.name)}, ${formatPercent(first.probability, 1)}`;
  if (given.length < answers.length) return "The models are at work";
  const models = `${COUNTS[given.length] ?? given.length} models`;
  return given.every(({ name }) => name === first.name) ? `${models} say ${first.name}` : `${models} disagree`;
}
