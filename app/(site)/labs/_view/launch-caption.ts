import type { NetworkFigures } from "#domain/labs/figures";

const WORDS = [
  ["succeeded", "done"],
  ["running", "running"],
  ["queued", "queued"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
] as const;

/** How the runs of a lab stand, in short: "2 done, 1 running". */
export function launchCaption(networks: readonly NetworkFigures[]): string {
  const parts = WORDS.flatMap(([state, word]) => {
    const count = networks.filter(({ run }) => run?.state === state).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return parts.join(", ") || "nothing launched yet";
}
