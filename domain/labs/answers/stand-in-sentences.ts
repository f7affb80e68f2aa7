import { BACKBONES } from "../../backbones/catalogue.ts";
import type { NetworkFacts } from "../networks.ts";

/** Says that the network is not the one that was asked about, where that is so, and what follows. */
export function standInSentences({ insteadOf, spec }: NetworkFacts, consequence: string): string[] {
  const { backbone } = spec.architecture;
  if (!insteadOf || !backbone) return [];
  return [`${BACKBONES[backbone.id].title} stands in for ${BACKBONES[insteadOf].title} here, ${consequence}.`];
}
