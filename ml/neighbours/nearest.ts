import type { NeighbourIndex } from "./neighbour-index.ts";
import { project } from "./project.ts";
import { unitAnswer, WIDEST } from "./unit-answer.ts";
import { dot, norm } from "./vectors.ts";

export type Neighbour = {
  /** Number among the training images of the data set. */
  image: number;
  /** Its true class. */
  label: number;
  /** Cosine between what is kept of the network's answers to it and to the picture; 1 for the picture itself. */
  similarity: number;
};

/**
 * The `count` pictures of an index that a network answers to most alike, the most similar first.
 *
 * @param answer of the network's last layer but one to a picture
 * @throws RangeError when the index is of answers with another number of values
 */
export function nearestNeighbours(index: NeighbourIndex, answer: Float32Array, count: number): Neighbour[] {
  const { images, labels, values, vectors, projection } = index;
  const width = projection?.width ?? values;
  if (Math.min(answer.length, WIDEST) !== width) {
    throw new RangeError(`The index is of answers with ${width} values, not ${answer.length}.`);
  }
  const vector = project(unitAnswer(answer), projection);
  const length = norm(vector);
  const similarities = Float32Array.from(images, (_, i) => {
    const kept = vectors.subarray(i * values, (i + 1) * values);
    return dot(vector, kept) / (length * norm(kept)) || 0; // an answer of nothing but zeros has no direction
  });
  return [...similarities.keys()]
    .sort((a, b) => (similarities[b] as number) - (similarities[a] as number))
    .slice(0, count)
    .map((place) => ({
      image: images[place] as number,
      label: labels[place] as number,
      similarity: similarities[place] as number,
    }));
}
