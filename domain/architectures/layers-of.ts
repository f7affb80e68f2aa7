/** From an architecture to the layers that run: the one place that knows how blocks and backbones become layers. */
import { BACKBONES } from "../backbones/catalogue.ts";
import { type Architecture, type BackboneSpec, type Block, type BlockActivation, LEAKY_RELU_SLOPE } from "./blocks.ts";
import { foldLayers } from "./fold-layers.ts";
import { PICTURE } from "./layer-inputs.ts";
import type { ImageShape, Layer } from "./layers.ts";
import { summarize } from "./summary.ts";

/** A network in the parts that are treated differently. Each reads what the one before it computes as its picture. */
export type NetworkParts = {
  /** Computed once per picture: enlargement and what stays as it was learnt from ImageNet. Empty without a backbone. */
  frozen: Layer[];
  /** The last blocks of the backbone, where they are trained too. */
  thawed: Layer[];
  /** What begins with drawn weights: all of a network without a backbone. */
  head: Layer[];
};

/** An architecture's layers from the picture to the probabilities, those of a backbone as they were published. */
export function layersOf(architecture: Architecture, classes: number): Layer[] {
  const { frozen, thawed, head } = partsOf(architecture, classes);
  return joinLayers(joinLayers(frozen, thawed), head);
}

/** Cuts the network of an architecture where training begins to change it. */
export function partsOf(architecture: Architecture, classes: number): NetworkParts {
  const head = headLayers(architecture, classes);
  const { backbone } = architecture;
  if (!backbone) return { frozen: [], thawed: [], head };
  const layers = [...BACKBONES[backbone.id].layers];
  const cut = backbone.fineTuning ? firstOfLastBlocks(layers, backbone.fineTuning.blocks) : layers.length;
  const frozen = joinLayers([resizing(backbone)], layers.slice(0, cut));
  const thawed = startAfter(layers[cut - 1]?.name ?? PICTURE, layers.slice(cut));
  const pooling: Layer[] = backbone.pooling === "average" ? [{ type: "GlobalAveragePooling2D", name: "avg_pool" }] : [];
  return thawed.length > 0
    ? { frozen, thawed: [...thawed, ...pooling], head }
    : { frozen: [...frozen, ...pooling], thawed, head };
}

/**
 * The layers that training changes, and those that answer before them. In both, batch normalisations of the backbone are
 * part of the convolutions before them: their averages are frozen, so that is the same function in fewer steps.
 */
export function runningParts({ frozen, thawed, head }: NetworkParts): { frozen: Layer[]; trained: Layer[] } {
  return { frozen: foldLayers(frozen).layers, trained: joinLayers(foldLayers(thawed).layers, head) };
}

/** What the trained part reads of one picture: features as an image of their own, or the picture without a backbone. */
export function featureShape(frozen: readonly Layer[], image: ImageShape): ImageShape {
  const output = summarize(frozen, image).layers.at(-1)?.output ?? [...image];
  const [height, width, channels] = output.length === 3 ? output : [1, 1, ...output];
  return [height ?? 1, width ?? 1, channels ?? 1];
}

/** One network of two, the second of which reads what the first computes. */
export function joinLayers(first: readonly Layer[], second: readonly Layer[]): Layer[] {
  const read = first.at(-1)?.name;
  if (read === undefined) return [...second];
  return [...first, ...second.map((layer) => renamedInputs(layer, PICTURE, read))];
}

/** Layers that read `name`, the last one before them, as a network of their own. */
const startAfter = (name: string, layers: readonly Layer[]): Layer[] =>
  layers.map((layer) => renamedInputs(layer, name, PICTURE));

const renamedInputs = (layer: Layer, from: string, to: string): Layer =>
  layer.inputs?.includes(from)
    ? ({ ...layer, inputs: layer.inputs.map((input) => (input === from ? to : input)) } as Layer)
    : layer;

const resizing = ({ side, preprocessing }: BackboneSpec): Layer => ({
  type: "Resizing",
  name: "resizing",
  height: side,
  width: side,
  interpolation: preprocessing === "own" ? "bilinear" : "nearest",
});

/** Names of layers begin with their block's: `block7a_expand_conv`. */
const blockOf = ({ name }: Layer): string => name.split("_")[0] ?? name;

function firstOfLastBlocks(layers: readonly Layer[], count: number): number {
  const names = [...new Set(layers.map(blockOf))].slice(-count);
  return layers.findIndex((layer) => blockOf(layer) === names[0]);
}

/** Keras' defaults. */
const BATCH_NORMALIZATION = { type: "BatchNormalization", momentum: 0.99, epsilon: 1e-3 } as const;

/**
 * The blocks and the softmax as layers. Names are `conv2d_1`, `dropout_2` …, counted per type: they name the weights
 * and, through them, the streams of random numbers.
 */
function headLayers({ blocks, head }: Architecture, classes: number): Layer[] {
  const expansion = new Expansion();
  for (const block of blocks) {
    if (block.kind === "conv") expansion.addConv(block);
    else expansion.addDense(block);
  }
  expansion.addProduct({
    units: classes,
    activation: "softmax",
    useBias: true,
    kernelInitializer: head.kernelInitializer,
  });
  return expansion.layers;
}

type ConvBlock = Extract<Block, { kind: "conv" }>;
type DenseBlock = Extract<Block, { kind: "dense" }>;
type Product = Pick<Extract<Layer, { type: "Dense" }>, "units" | "activation" | "useBias" | "kernelInitializer">;

/** LeakyReLU has a parameter and so is a layer of its own, as in Keras; the others are fused into the layer before. */
const isFused = (activation: BlockActivation): activation is Exclude<BlockActivation, "leakyRelu"> =>
  activation !== "leakyRelu";

/** The layers so far. */
class Expansion {
  readonly layers: Layer[] = [];
  readonly #counts = new Map<string, number>();
  /** Channels of the features so far; a picture is no map of features. */
  #channels: number | undefined;

  addConv(block: ConvBlock): void {
    const { filters, activation, pool, batchNorm, residual } = block;
    const read = this.#last;
    const isFinished = !batchNorm && !residual;
    this.#addConvolution(block, isFinished && isFused(activation) ? activation : "linear");
    if (batchNorm) this.#normalize();
    if (residual) this.#addRead(read, block);
    this.#activate(activation, isFinished);
    if (pool === "max") {
      this.layers.push({ type: "MaxPooling2D", name: this.#named("max_pooling2d"), poolSize: 2, padding: "same" });
    } else if (pool === "average") {
      const name = this.#named("average_pooling2d");
      this.layers.push({ type: "AveragePooling2D", name, poolSize: 2, padding: "same" });
    }
    this.#drop(block.dropout);
    this.#channels = filters;
  }

  addDense({ units, batchNorm, activation, dropout, kernelInitializer }: DenseBlock): void {
    const fusedActivation = !batchNorm && isFused(activation) ? activation : "linear";
    this.addProduct({ units, activation: fusedActivation, useBias: !batchNorm, kernelInitializer });
    if (batchNorm) this.#normalize();
    this.#activate(activation, !batchNorm);
    this.#drop(dropout);
  }

  addProduct(product: Product): void {
    if (!this.#counts.has("flatten")) this.layers.push({ type: "Flatten", name: this.#named("flatten") });
    this.layers.push({ type: "Dense", name: this.#named("dense"), ...product });
  }

  get #last(): string {
    return this.layers.at(-1)?.name ?? PICTURE;
  }

  #named(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return `${prefix}_${count}`;
  }

  /** Without a bias where batch normalisation follows, which would take it away. */
  #addConvolution(
    { convolution, filters, kernel: kernelSize, batchNorm, kernelInitializer }: ConvBlock,
    activation: Exclude<BlockActivation, "leakyRelu">,
  ): void {
    const settings = { filters, kernelSize, padding: "same", activation, useBias: !batchNorm } as const;
    if (convolution === "standard") {
      this.layers.push({ type: "Conv2D", name: this.#named("conv2d"), ...settings, kernelInitializer });
    } else {
      const initializers = { depthwiseInitializer: kernelInitializer, pointwiseInitializer: kernelInitializer };
      const name = this.#named("separable_conv2d");
      this.layers.push({ type: "SeparableConv2D", name, ...settings, ...initializers });
    }
  }

  #normalize(): void {
    this.layers.push({ ...BATCH_NORMALIZATION, name: this.#named("batch_normalization") });
  }

  /**
   * Adds what a block read to what it computed. Where their channels differ, and in the first block always, a 1×1
   * convolution brings them to one number; it has no bias, since what it is added to has one.
   */
  #addRead(read: string, { filters, kernelInitializer }: ConvBlock): void {
    const computed = this.#last;
    let added = read;
    if (this.#channels !== filters) {
      added = this.#named("shortcut");
      this.layers.push({
        type: "Conv2D",
        name: added,
        inputs: [read],
        filters,
        kernelSize: 1,
        padding: "same",
        activation: "linear",
        useBias: false,
        kernelInitializer,
      });
    }
    this.layers.push({ type: "Add", name: this.#named("add"), inputs: [computed, added] });
  }

  #activate(activation: BlockActivation, isDone: boolean): void {
    if (!isFused(activation)) {
      this.layers.push({ type: "LeakyReLU", name: this.#named("leaky_relu"), alpha: LEAKY_RELU_SLOPE });
    } else if (!isDone && activation !== "linear") {
      this.layers.push({ type: "Activation", name: this.#named("activation"), activation });
    }
  }

  #drop(rate: number): void {
    if (rate > 0) this.layers.push({ type: "Dropout", name: this.#named("dropout"), rate });
  }
}
