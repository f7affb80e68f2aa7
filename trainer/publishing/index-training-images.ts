/** The training pictures that a model is published with, by what its last layer but one answers to them (`ml/neighbours`). */
import { penultimateLayer } from "#domain/architectures/penultimate-layer";
import { shapeSize } from "#domain/architectures/shape-size";
import { summarize } from "#domain/architectures/summary";
import { Network } from "#ml/architectures/network";
import { joinByName, namedWeights } from "#ml/architectures/weight-specs";
import { batchesOf } from "#ml/data/batches";
import { EVALUATION_BATCH } from "#ml/evaluation/evaluate";
import { buildNeighbourIndex, imagesToIndex, mostIndexed } from "#ml/neighbours/build-index";
import { encodeNeighbourIndex } from "#ml/neighbours/neighbour-index";
import { unitAnswer } from "#ml/neighbours/unit-answer";
import { type AnswersTask, imageAnswers } from "../image-answers.ts";

export type IndexedImages = {
  /** Name of the layer by whose answers they are found. */
  layer: string;
  images: number;
  bytes: Uint8Array<ArrayBuffer>;
};

type IndexTask = AnswersTask & {
  /** Numbers of the images that were trained on. */
  trained: Int32Array;
  /** Awaited after each batch; what it throws ends the work. */
  pause: () => Promise<void>;
};

/**
 * @returns null for a network that has no layer before its classes
 * @throws what `pause` throws
 */
export async function indexTrainingImages(task: IndexTask): Promise<IndexedImages | null> {
  const { network, parameters, dataset, trained, pause } = task;
  const layer = penultimateLayer(network.layers);
  if (layer === null) return null;
  const before = new Network(throughLayer(network, layer), network.input);
  const output = summarize(before.layers, network.input).layers.at(-1)?.output ?? [];
  const size = shapeSize(output);
  const { labels } = dataset.train;
  const images = imagesToIndex(labels, trained, mostIndexed(size));
  const own = namedWeights(network.layers, parameters, network.input);
  const answers = imageAnswers({ ...task, network: before, parameters: joinByName(before.weights, own) }, "train");
  const width = unitAnswer(new Float32Array(size)).length;
  const vectors = new Float32Array(images.length * width);
  let done = 0;
  try {
    for (const batch of batchesOf(images, EVALUATION_BATCH)) {
      const values = await answers.logits(batch);
      for (let start = 0; start < values.length; start += size) {
        vectors.set(unitAnswer(values.subarray(start, start + size)), width * done++);
      }
      await pause();
    }
  } finally {
    answers.dispose();
  }
  const index = await buildNeighbourIndex(
    vectors,
    images,
    Uint8Array.from(images, (image) => labels[image] ?? 0),
  );
  return { layer, images: images.length, bytes: encodeNeighbourIndex(index) };
}

/** The layers up to one that nothing before it branches past. */
const throughLayer = ({ layers }: Network, name: string) =>
  layers.slice(0, layers.findIndex((layer) => layer.name === name) + 1);
