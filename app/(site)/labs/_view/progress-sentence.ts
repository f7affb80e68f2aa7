import type { Lab } from "#domain/labs/lab";
import { labNetworks } from "#domain/labs/networks";
import type { LabProgress } from "./lab-types.ts";

/** How far a person is in a lab, in one line. */
export function progressSentence(lab: Lab, progress: Pick<LabProgress, "runs" | "answered"> | undefined): string {
  const networks = labNetworks(lab);
  const missing = networks.filter(({ spec }) => spec === null).length;
  const available = networks.length - missing;
  if (!progress) {
    return `Not begun. ${networks.length} ${networks.length === 1 ? "network" : "networks"}${missing > 0 ? `, ${missing} not available yet` : ""}, ${lab.questions.length} questions`;
  }
  const states = Object.values(progress.runs);
  const active = states.filter((state) => state === "queued" || state === "running").length;
  return [
    `${states.filter((state) => state === "succeeded").length} of ${available} networks trained`,
    ...(active > 0 ? [`${active} on the way`] : []),
    `${progress.answered} of ${lab.questions.length} answers written`,
  ].join(", ");
}
