import type { ImageShape, Layer } from "#domain/architectures/layers";
import { Network } from "../../architectures/network.ts";
import { uniforms } from "../../data/random.ts";
import type { OpenModel } from "../../inference/open-model.ts";

/** A network whose weights are of both signs, biases too, scaled so that logits stay within reach; variances are positive. */
export function openSample(layers: readonly Layer[], input: ImageShape, seed = 5): OpenModel {
  const network = new Network(layers, input);
  const random = uniforms({ seed, purpose: "initial-weights" }, network.parameters);
  let start = 0;
  const parts = network.weights.map(({ name, shape, size }) => {
    const fan = shape.length > 1 ? size / (shape.at(-1) ?? 1) : 4;
    const part = random.slice(start, start + size);
    start += size;
    return name.endsWith("moving_variance")
      ? [...part].map((u) => u + 0.5)
      : [...part].map((u) => (2 * u - 1) * Math.sqrt(3 / fan));
  });
  return { network, parameters: Float32Array.from(parts.flat()) };
}

/** A picture of bytes without a pattern. */
export const samplePicture = ([height, width, channels]: ImageShape, seed = 2): Uint8Array =>
  Uint8Array.from(uniforms({ seed, purpose: "shuffle" }, height * width * channels), (u) => 256 * u);
