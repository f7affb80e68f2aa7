/** What goes with a model in any format: what it takes and answers, whose it is, and where it comes from. */
import { BACKBONES } from "#domain/backbones/catalogue";
import { DATASETS } from "#domain/datasets/catalogue";
import { scaleAndOffset } from "#ml/data/standardise";
import type { ModelSource } from "./model-source.ts";

/** One fact per name; ONNX keeps them as its metadata. */
export function modelFacts({ name, author, manifestSha256, manifest }: ModelSource): Record<string, string> {
  const { classes, input, test, provenance, backbone } = manifest;
  const { scale, offset } = scaleAndOffset(input);
  const source = backbone && BACKBONES[backbone.id];
  return {
    model: name,
    author,
    classes: classes.join(", "),
    input: `pictures of ${input.shape.join(" × ")} (height × width × channels, red, green, blue), values 0 to 255`,
    preprocessing: `value × ${scale} + ${offset}, that is (value / 255 - ${input.mean}) / ${input.std}`,
    output: `${classes.length} probabilities, in the order of the classes`,
    data: DATASETS[provenance.spec.dataset].title,
    accuracy: `${(100 * test.accuracy).toFixed(2)} % of ${test.count} test pictures`,
    ...(source && {
      backbone: `${source.title}, trained on ImageNet by others. Licence: ${source.licence}. ${source.citation}`,
    }),
    licence: `The author has attached none to this model; ask ${author} before you pass it on.`,
    source: `Cultivar, manifest SHA-256 ${manifestSha256}`,
  };
}

/** @param notes what is particular to the format */
export function readMe(source: ModelSource, notes: string): string {
  const facts = Object.entries(modelFacts(source)).map(([key, value]) => `${`${key}:`.padEnd(15)}${value}`);
  return `${facts.join("\n")}\n\n${notes}\n`;
}

/** For formats whose network has the preprocessing inside. */
export const TAKES_PIXELS = "The network has the preprocessing inside: give it pixels from 0 to 255 as they are.";
