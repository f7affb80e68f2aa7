import { accuracyInterval } from "../../models/accuracy-interval.ts";
import type { Expectation } from "../lab.ts";
import { type Answerer, absentSentences, isTested, type Tested, waitingFor } from "./answer.ts";
import { count, listed, percent, points } from "./wording.ts";

/** Is what was measured coherent with what others measured, and far from guessing? */
export const asExpected: Answerer = (networks, { classes }) => {
  const tested = networks.filter(isTested);
  if (tested.length === 0) return waitingFor(`the test accuracy of ${listed(networks.map(({ title }) => title))}`);
  const absent = networks.filter((network) => !isTested(network));
  return {
    state: absent.length > 0 ? "partly" : "answered",
    sentences: [
      ...tested.flatMap((network) => sentencesOf(network, classes.length)),
      ...absentSentences(absent, "test accuracy"),
    ],
  };
};

function sentencesOf({ title, run, expected }: Tested, classes: number): string[] {
  const { accuracy, count: pictures } = run.test;
  const interval = accuracyInterval(accuracy, pictures);
  const sentences = [
    `${title} answers ${percent(accuracy)} of ${count(pictures)} test pictures rightly, give or take ${points(interval)} (95 % interval); guessing one of ${classes} classes would answer ${percent(1 / classes, 0)}.`,
    ...expected.map((expectation) => comparedTo(expectation, accuracy, interval)),
  ];
  if (run.differences.length > 0) {
    sentences.push(`The values are not comparable: this run was trained with ${listed(run.differences)}.`);
  } else if (expected.length > 0) {
    const coherent = expected.every((one) => Math.abs(accuracy - one.accuracy) <= tolerance(one, interval));
    sentences.push(
      coherent
        ? "The value is coherent with what was expected."
        : "The value is not coherent with all that was expected; look at the curves before trusting it.",
    );
  }
  return sentences;
}

/** What the pictures and, where it is known, the seeds explain together. */
const tolerance = ({ spread }: Expectation, interval: number) => Math.hypot(interval, 2 * (spread?.deviation ?? 0));

function comparedTo({ accuracy: other, source, spread }: Expectation, accuracy: number, interval: number): string {
  const difference = accuracy - other;
  const where =
    Math.abs(difference) < 0.00005
      ? "the same"
      : `${points(difference)} ${difference > 0 ? "less" : "more"} than here, ${
          Math.abs(difference) <= tolerance({ accuracy: other, source, spread }, interval) ? "within" : "outside"
        } what ${spread ? "test pictures and seeds explain" : "the choice of test pictures explains"}`;
  return spread
    ? `${capital(source)}, trained the same way with ${spread.seeds} seeds, reaches ${percent(other)} on average (standard deviation ${points(spread.deviation)}): ${where}.`
    : `${capital(source)} reports ${percent(other)}: ${where}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
