import type { LabFigures } from "#domain/labs/figures";
import type { Lab, LabStep } from "#domain/labs/lab";

export type StepView = { id: LabStep; title: string; state: "done" | "current" | "open" };

/**
 * The steps of a lab and where one stands. Looking at data and networks leaves no trace, so those steps are done once
 * something was launched; the report is when it was made.
 */
export function labSteps(
  lab: Lab,
  figures: LabFigures,
  words: Readonly<Record<string, string>>,
  reported: boolean,
): StepView[] {
  const { networks } = figures;
  const begun = networks.some(({ run }) => run !== null);
  const done: Record<LabStep, boolean> = {
    data: begun,
    networks: begun,
    launch: networks.every(({ run }) => run !== null),
    compare: networks.every(({ run }) => run?.test != null),
    questions: lab.questions.every(({ id }) => (words[id] ?? "").trim() !== ""),
    report: reported,
  };
  const current = lab.steps.find(({ id }) => !done[id])?.id;
  return lab.steps.map(({ id, title }) => ({
    id,
    title,
    state: done[id] ? "done" : id === current ? "current" : "open",
  }));
}
