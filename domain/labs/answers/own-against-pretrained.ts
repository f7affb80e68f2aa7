import { type Answerer, isTested, waitingFor } from "./answer.ts";
import { differenceSentence, unlikeSentences } from "./difference-sentence.ts";
import { count, listed } from "./wording.ts";

/** How a network trained here compares with one that stands on somebody else's training. */
export const ownAgainstPretrained: Answerer = ([own, pretrained]) => {
  if (!own || !pretrained) return { state: "waiting", sentences: [] };
  if (!isTested(own) || !isTested(pretrained)) {
    const missing = [own, pretrained].filter((network) => !isTested(network));
    const unavailable = missing.filter(({ spec }) => spec === null).map(({ title }) => title);
    const answer = waitingFor(`the test accuracy of ${listed(missing.map(({ title }) => title))}`);
    return unavailable.length === 0
      ? answer
      : { ...answer, sentences: [...answer.sentences, `${listed(unavailable)} is not available here yet.`] };
  }
  return {
    state: "answered",
    sentences: [
      differenceSentence(own, pretrained),
      `${pretrained.title} has ${count(pretrained.parameters)} parameters, of which ${count(pretrained.trainedParameters)} were trained here; ${own.title} has ${count(own.parameters)}, all but ${count(own.parameters - own.trainedParameters)} of them trained here. The rest of the difference is what ${pretrained.title} learned from other pictures.`,
      ...unlikeSentences([own, pretrained]),
    ],
  };
};
