/** Labelled pictures that a network can learn within a few steps: a class has a colour, each picture its own noise. */
import type { ImageShape } from "#domain/architectures/layers";
import type { LabelledImages } from "../../data/batches.ts";
import { uniforms } from "../../data/random.ts";

export function syntheticImages(count: number, [height, width, channels]: ImageShape, classes: number): LabelledImages {
  const size = height * width * channels;
  const noise = uniforms({ seed: 1, purpose: "shuffle", owner: "synthetic" }, count * size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  const images = Uint8Array.from(noise, (u, i) => {
    const channel = i % channels;
    const label = labels[Math.floor(i / size)] ?? 0;
    const colour = (label * (channel + 1) * 37) % 160;
    return colour + 95 * u;
  });
  return { images, labels };
}
