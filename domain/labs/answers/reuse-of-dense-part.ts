import type { Answerer } from "./answer.ts";
import { count, percent } from "./wording.ts";

/** ImageNet's classes in the competition of 2012, which the published networks of Keras answer. */
const IMAGENET_CLASSES = 1_000;

/** Why a network's own dense part is replaced, computed from what the summary says of both parts. */
export const reuseOfDensePart: Answerer = ([network], { classes }) => {
  if (!network) return { state: "waiting", sentences: [] };
  const frozen = network.layers.filter(({ parameters, trained }) => parameters > 0 && trained === 0);
  const features = frozen.at(-1)?.output ?? [];
  const values = features.reduce((product, n) => product * n, 1);
  const dense = network.layers.filter(({ trained }) => trained > 0);
  const [hidden] = dense;
  return {
    state: "answered",
    sentences: [
      `The fully connected part of Xception answers the ${count(IMAGENET_CLASSES)} classes of ImageNet; here there are ${classes.length}, and not the same ones: it tells breeds of dogs and kinds of ships apart, and has no output that simply means “dog” or “ship”.`,
      `The convolutional part answers no question about classes: it turns a picture into ${features.join(" × ")} features (${count(values)} values), edges, textures and parts that serve our classes too. So it is kept, frozen, with ${count(frozen.reduce((sum, { parameters }) => sum + parameters, 0))} parameters.`,
      `To use it, one puts a dense part of one’s own behind it and trains only that${
        hidden
          ? `: ${dense.map(({ output }) => count(output[0] ?? 0)).join(", then ")} units, ${count(network.trainedParameters)} trained parameters of ${count(network.parameters)} (${percent(network.trainedParameters / network.parameters, 0)})`
          : ""
      }. To use Xception’s own, one would need ImageNet’s classes, or a table that maps its ${count(IMAGENET_CLASSES)} answers to our ${classes.length}.`,
    ],
  };
};
