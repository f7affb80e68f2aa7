import type { NetworkFigures } from "../figures.ts";
import { type Answerer, isTested, waitingFor } from "./answer.ts";
import { differenceSentence, unlikeSentences } from "./difference-sentence.ts";
import { count, listed, percent } from "./wording.ts";

/** Does the second of two networks do better than the first, at what price in parameters, and why? */
export const doesDepthHelp: Answerer = ([shallow, deep]) => {
  if (!shallow || !deep || !isTested(shallow) || !isTested(deep)) {
    const missing = [shallow, deep].filter((network) => network && !isTested(network));
    return waitingFor(`the test accuracy of ${listed(missing.map((network) => network?.title ?? ""))}`);
  }
  return {
    state: "answered",
    sentences: [
      differenceSentence(shallow, deep),
      parametersSentence(shallow, deep),
      ...whySentences(shallow, deep),
      ...unlikeSentences([shallow, deep]),
    ],
  };
};

function parametersSentence(a: NetworkFigures, b: NetworkFigures): string {
  const difference = a.parameters - b.parameters;
  if (difference === 0) return `Both have ${count(a.parameters)} parameters.`;
  const [large, small] = difference > 0 ? [a, b] : [b, a];
  const share = percent(Math.abs(difference) / large.parameters, 0);
  return `${small.title} has ${count(Math.abs(difference))} parameters fewer: ${count(small.parameters)} instead of ${count(large.parameters)}, ${share} less.`;
}

/** Most parameters of such networks lie in the dense layer behind `Flatten`, and pooling once more makes it small. */
function whySentences(shallow: NetworkFigures, deep: NetworkFigures): string[] {
  const [first, second] = [flattened(shallow), flattened(deep)];
  if (!first || !second) return [];
  return [
    `That is the doing of the dense layer behind Flatten: in ${shallow.title} it reads ${count(first.values)} values and holds ${count(first.parameters)} of ${count(shallow.parameters)} parameters, in ${deep.title} it reads ${count(second.values)} and holds ${count(second.parameters)}.`,
    `The convolutions of ${deep.title} share their ${count(convolutional(deep))} parameters over the whole picture (${count(convolutional(shallow))} in ${shallow.title}), and each pooling lets the next one see a larger part of it.`,
  ];
}

/** What the first dense layer reads and holds. */
function flattened({ layers }: NetworkFigures): { values: number; parameters: number } | null {
  const at = layers.findIndex(({ type }) => type === "Flatten");
  const values = layers[at]?.output[0];
  const dense = layers.slice(at + 1).find(({ type }) => type === "Dense");
  return at < 0 || values === undefined || !dense ? null : { values, parameters: dense.parameters };
}

const convolutional = ({ layers }: NetworkFigures) =>
  layers.filter(({ type }) => type.endsWith("Conv2D")).reduce((sum, { parameters }) => sum + parameters, 0);
