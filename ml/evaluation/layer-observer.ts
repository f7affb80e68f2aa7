/** What the layers of a network look like from inside: their weights, and their answers to a few pictures. */
import * as tf from "@tensorflow/tfjs-core";
import type { ImageShape } from "#domain/architectures/layers";
import { summarize } from "#domain/architectures/summary";
import type { Distribution, LayerStatistics } from "#domain/runs/layer-statistics";
import type { Network } from "../architectures/network.ts";
import { ExampleReader, type Examples } from "../data/examples.ts";
import type { Standardisation } from "../data/standardise.ts";
import { distributionOf } from "./distribution.ts";

/** Enough for the shape of a distribution. */
const PICTURES = 64;
/** Values that all layers may compute together, so that looking at a wide network takes no noticeable time either. */
const VALUES = 8_000_000;

export type LayerObserverTask = {
  network: Network;
  image: ImageShape;
  /** Null where the network reads features. */
  standardisation: Standardisation | null;
  examples: Examples;
  /** Examples to answer for; the first of them are taken. */
  indices: Int32Array;
};

/** Looks at a network's layers with one set of weights after the other, always on the same pictures. */
export class LayerObserver {
  readonly #task: LayerObserverTask;
  readonly #reader: ExampleReader;
  readonly #indices: Int32Array;

  constructor(task: LayerObserverTask) {
    const { network, image, standardisation, indices } = task;
    const outputs = summarize(network.layers, image).layers.map(({ output }) => output);
    const valuesPerPicture = outputs.reduce((sum, output) => sum + output.reduce((a, b) => a * b, 1), 0);
    this.#task = task;
    this.#reader = new ExampleReader(image, standardisation);
    this.#indices = indices.subarray(0, Math.max(1, Math.min(PICTURES, Math.floor(VALUES / valuesPerPicture))));
  }

  /**
   * Computed on the active backend; nothing stays there.
   *
   * @param parameters all weights of the network, in the order of its weights
   */
  async observe(parameters: Float32Array): Promise<LayerStatistics[]> {
    const { network } = this.#task;
    const activations = await this.#activations(parameters);
    const weights = this.#weights(parameters);
    return network.layers.map(({ name }, layer) => ({
      layer,
      name,
      weights: weights.get(name) ?? {},
      activations: activations[layer] as Distribution,
    }));
  }

  async #activations(parameters: Float32Array): Promise<Distribution[]> {
    const { network, examples } = this.#task;
    const pictures = await this.#reader.gather(examples, this.#indices);
    const outputs = tf.tidy(() => network.outputs(network.split(tf.tensor1d(parameters)), pictures));
    pictures.dispose();
    try {
      // What a layer hands on as it is, reshaped or not, is looked at once.
      const known = new Map<object, Distribution>();
      const distributions: Distribution[] = [];
      for (const output of outputs) {
        const distribution = known.get(output.dataId) ?? distributionOf(await output.data<"float32">());
        known.set(output.dataId, distribution);
        distributions.push(distribution);
      }
      return distributions;
    } finally {
      tf.dispose(outputs);
    }
  }

  /** Layer → name of each of its weights → its distribution. */
  #weights(parameters: Float32Array): Map<string, Record<string, Distribution>> {
    const byLayer = new Map<string, Record<string, Distribution>>();
    let start = 0;
    for (const { name, size } of this.#task.network.weights) {
      const [layer = "", weight = ""] = name.split("/");
      const distribution = distributionOf(parameters.subarray(start, start + size));
      byLayer.set(layer, { ...byLayer.get(layer), [weight]: distribution });
      start += size;
    }
    return byLayer;
  }
}
