import { BACKBONES } from "../../backbones/catalogue.ts";
import type { Answerer } from "./answer.ts";
import { standInSentences } from "./stand-in-sentences.ts";
import { count, percent } from "./wording.ts";

/** ImageNet's classes in the competition of 2012, which the published networks answer. */
const IMAGENET_CLASSES = 1_000;

/** Why a network's own dense part is replaced, computed from what the summary says of both parts. */
export const reuseOfDensePart: Answerer = ([network], { classes }) => {
  const { backbone } = network?.spec.architecture ?? {};
  if (!network || !backbone) return { state: "waiting", sentences: [] };
  const { title } = BACKBONES[backbone.id];
  const frozen = network.layers.find(({ name }) => name === backbone.id);
  const map = frozen?.output ?? [];
  const channels = map.at(-1) ?? 0;
  const units = network.layers.flatMap(({ type, output }) => (type === "Dense" ? [count(output[0] ?? 0)] : []));
  const features =
    backbone.pooling === "average"
      ? `${map.join(" × ")} features, of which the mean over all places is used (${count(channels)} values)`
      : `${map.join(" × ")} features (${count(map.reduce((product, n) => product * n, 1))} values)`;
  return {
    state: "answered",
    sentences: [
      ...standInSentences(network, "and the answer is the same for both"),
      `The fully connected part of ${title} answers the ${count(IMAGENET_CLASSES)} classes of ImageNet; here there are ${classes.length}, and not the same ones: it tells breeds of dogs and kinds of ships apart, and has no output that simply means “dog” or “ship”.`,
      `The convolutional part answers no question about classes: it turns a picture into ${features}, edges, textures and parts that serve our classes too. So it is kept, frozen, with ${count(frozen?.parameters ?? 0)} parameters.`,
      `To use it, one puts a dense part of one’s own behind it and trains only that: ${units.join(", then ")} units, ${count(network.trainedParameters)} trained parameters of ${count(network.parameters)} (${percent(network.trainedParameters / network.parameters, shareDigits(network))}). To use ${title}’s own, one would need ImageNet’s classes, or a table that maps its ${count(IMAGENET_CLASSES)} answers to our ${classes.length}.`,
    ],
  };
};

/** Enough to tell a small share from none. */
const shareDigits = ({ trainedParameters, parameters }: { trainedParameters: number; parameters: number }): number =>
  trainedParameters / parameters < 0.01 ? 2 : 0;
