import type { Layer } from "./layers.ts";

/** What the picture is called among what layers read. */
export const PICTURE = "input";

/**
 * Names of what each of `layers` reads: what it says, else the layer before it, the picture for the first.
 *
 * @throws Error when two layers have one name, or one reads what is not there before it
 */
export function layerInputs(layers: readonly Layer[]): string[][] {
  const known = new Set([PICTURE]);
  let before = PICTURE;
  return layers.map(({ name, inputs = [before] }) => {
    const missing = inputs.find((input) => !known.has(input));
    if (missing !== undefined) throw new Error(`Layer ${name} reads ${missing}, which no layer before it computes.`);
    if (known.has(name)) throw new Error(`Two layers are called ${name}.`);
    known.add(name);
    before = name;
    return inputs;
  });
}
