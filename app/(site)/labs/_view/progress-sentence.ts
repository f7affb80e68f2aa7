import type { Lab } from "#domain/labs/lab";
import type { LabProgress } from "./lab-types.ts";

/** How far a person is in a lab, in one line. */
export function progressSentence(lab: Lab, progress: Pick<LabProgress, "runs" | "answered"> | undefined): string {
  const { networks, questions } = lab;
  if (!progress) {
    return `Not begun. ${networks.length} ${networks.length === 1 ? "network" : "networks"}, ${questions.length} questions`;
  }
  const states = Object.values(progress.runs);
  const active = states.filter((state) => state === "queued" || state === "running").length;
  return [
    `${states.filter((state) => state === "succeeded").length} of ${networks.length} networks trained`,
    ...(active > 0 ? [`${active} on the way`] : []),
    `${progress.answered} of ${questions.length} answers written`,
  ].join(", ");
}
