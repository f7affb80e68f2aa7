import type { NetworkFigures } from "../figures.ts";
import { type Answerer, isTested, waitingFor } from "./answer.ts";
import { differenceSentence, unlikeSentences } from "./difference-sentence.ts";
import { standInSentences } from "./stand-in-sentences.ts";
import { count, listed } from "./wording.ts";

/** How a network trained here compares with one that stands on somebody else's training. */
export const ownAgainstPretrained: Answerer = ([own, pretrained]) => {
  if (!own || !pretrained) return { state: "waiting", sentences: [] };
  if (!isTested(own) || !isTested(pretrained)) {
    const missing = [own, pretrained].filter((network) => !isTested(network));
    return waitingFor(`the test accuracy of ${listed(missing.map(({ title }) => title))}`);
  }
  return {
    state: "answered",
    sentences: [
      ...standInSentences(pretrained, "so this compares with that network"),
      differenceSentence(own, pretrained),
      `${pretrained.title} has ${count(pretrained.parameters)} parameters, of which ${count(pretrained.trainedParameters)} were trained here; ${own.title} has ${count(own.parameters)}, ${trainedShare(own)} trained here. The rest of the difference is what ${pretrained.title} learned from other pictures.`,
      ...unlikeSentences([own, pretrained]),
    ],
  };
};

const trainedShare = ({ parameters, trainedParameters }: NetworkFigures): string =>
  parameters === trainedParameters ? "all of them" : `${count(trainedParameters)} of them`;
