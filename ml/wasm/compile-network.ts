/**
 * A network with its weights as one WebAssembly module: code in which shapes are constants, and what its memory holds before
 * it runs. docs/decisions/065-networks-compiled-in-the-browser.md says why.
 */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { shapeSize } from "#domain/architectures/shape-size";
import { operationsOf, withoutClosingSoftmax } from "../architectures/plan.ts";
import { type NamedWeights, namedWeights, weightSpecs } from "../architectures/weight-specs.ts";
import { type Standardisation, standardisedBytes } from "../data/standardise.ts";
import type { MultiplyAdd } from "./instructions.ts";
import { adding } from "./kernels/adding.ts";
import { averaging } from "./kernels/averaging.ts";
import { convolution } from "./kernels/convolution.ts";
import { depthwiseConvolution } from "./kernels/depthwise-convolution.ts";
import { pooling } from "./kernels/pooling.ts";
import { product } from "./kernels/product.ts";
import { packedPlaces, placesBetween, resizing } from "./kernels/resizing.ts";
import { standardising } from "./kernels/standardising.ts";
import { placesOf } from "./layout.ts";
import {
  advance,
  call,
  defineFunction,
  get,
  i32,
  repeatWhile,
  type WasmFunction,
  writeModule,
} from "./module-writer.ts";
import { packedBias, packedDepthwise, packedProduct } from "./packed-weights.ts";
import { Memory, type Placed, type PlacedMaps, type PlacedRows, placeValues } from "./place-values.ts";
import { NotCompiledError, type Stage, stagesOf } from "./stages.ts";
import { VALUE_BYTES } from "./tile.ts";

export type CompiledNetwork = {
  /**
   * A module that imports `env.memory` and exports `run(pictures)`. Once it has been compiled, workers share what the browser
   * made of it: one that begins with it is as fast at once as the other has become.
   */
  code: Uint8Array<ArrayBuffer> | WebAssembly.Module;
  memoryBytes: number;
  /** What the memory holds at the beginning where that is not zero. */
  constants: readonly { address: number; values: Float32Array }[];
  /** Most pictures that `run` takes at once. */
  batch: number;
  /** Where it reads them: uint8 [batch, height, width, channels]. */
  pixels: { address: number; picture: number };
  /** Where it leaves the logits: of each picture `classes` values of float32, `rowBytes` after those of the one before. */
  logits: { address: number; classes: number; rowBytes: number };
};

/** Larger networks have more use of a graphics device. */
const MEMORY_BYTES = 2 ** 29;

export type CompileTask = {
  layers: readonly Layer[];
  /** Shape of a picture. */
  picture: ImageShape;
  standardisation: Standardisation;
  /** All weights, in the order of `weightSpecs`. */
  parameters: Float32Array;
  multiplyAdd: MultiplyAdd;
};

/** @throws NotCompiledError when the network has a layer for which there is no kernel, or is too large */
export function compileNetwork(task: CompileTask): CompiledNetwork {
  const { layers, picture, standardisation, parameters, multiplyAdd } = task;
  const { operations } = withoutClosingSoftmax(operationsOf(layers), layers.at(-1)?.name ?? "");
  const shapes = new Map(weightSpecs(layers, picture).map(({ name, shape }) => [name, shape]));
  const stages = stagesOf(operations, picture, (name) => shapes.get(name) ?? []);
  const memory = new Memory();
  const placed = placeValues(stages, picture, memory);
  const logits = placed.rows.get(stages.at(-1)?.output ?? "");
  if (!logits) throw new NotCompiledError("The network ends in maps.");

  const constants: CompiledNetwork["constants"][number][] = [];
  const keep = (values: Float32Array): number => {
    const address = memory.reserve(values.length * VALUE_BYTES);
    constants.push({ address, values });
    return address;
  };
  const pixels = { address: memory.reserve(placed.batch * shapeSize(picture)), picture: shapeSize(picture) };
  const table = keep(standardisedBytes(standardisation));
  const pictures = placed.maps.get(PICTURE) as PlacedMaps;
  const weights = namedWeights(layers, parameters, picture);
  const compile = stageCompiler({ placed, weights, keep, multiplyAdd });

  const functions: WasmFunction[] = [standardising(table, pictures)];
  /** Functions for one picture after the other, with the places of what they read and write. */
  const forEach: { index: number; values: Steps[] }[] = [
    { index: 0, values: [{ address: pixels.address, step: pixels.picture }, pictures] },
  ];
  /** Functions for all pictures at once. */
  const forAll: number[] = [];
  for (const stage of stages) {
    if (stage.op === "flatten") continue; // its maps lie as its rows do
    const index = functions.push(compile(stage)) - 1;
    if (stage.op === "multiply") forAll.push(index);
    else forEach.push({ index, values: [...stage.inputs, stage.output].map((name) => stepsOf(placed, name)) });
  }
  if (memory.bytes > MEMORY_BYTES) throw new NotCompiledError("The network is too large.");
  functions.push(
    defineFunction(1, (locals, count) => {
      const picture = locals.i32();
      const placeOf = ({ address, step }: Steps) => i32.add(i32.const(address), i32.mul(get(picture), i32.const(step)));
      const each = forEach.flatMap(({ index, values }) => call(index, ...values.map(placeOf)));
      return [
        ...repeatWhile([...each, ...advance(picture, 1)], i32.lessThan(get(picture), get(count))),
        ...forAll.flatMap((index) => call(index, get(count))),
      ];
    }),
  );
  return {
    code: writeModule(functions, memory.bytes),
    memoryBytes: memory.bytes,
    constants,
    batch: placed.batch,
    pixels,
    logits: { address: logits.address, classes: logits.values, rowBytes: logits.rowBytes },
  };
}

/** Where a value of the first picture lies, and how far it is to that of the next. */
type Steps = { address: number; step: number };

function stepsOf({ maps, rows }: Placed, name: string): Steps {
  const { address, rowBytes } = rows.get(name) ?? { address: 0, rowBytes: 0 };
  return maps.get(name) ?? { address, step: rowBytes };
}

type StageTask = {
  placed: Placed;
  weights: NamedWeights;
  /** Puts constants into the memory; gives their address. */
  keep: (values: Float32Array) => number;
  multiplyAdd: MultiplyAdd;
};

function stageCompiler({ placed, weights, keep, multiplyAdd }: StageTask) {
  const weight = (name: string) => weights.get(name) ?? new Float32Array();
  const mapsAt = (name: string) => placed.maps.get(name) as PlacedMaps;
  const rowsAt = (name: string) => placed.rows.get(name) as PlacedRows;
  return (stage: Exclude<Stage, { op: "flatten" }>): WasmFunction => {
    const { inputs, output, rectifier } = stage;
    const [input = ""] = inputs;
    if (stage.op === "multiply") {
      const [from, to] = [rowsAt(input), rowsAt(output)];
      const groups = { values: from.channels, places: from.groupBytes / VALUE_BYTES };
      const packed = packedProduct(weight(stage.kernel), to.values, placesOf(from), groups);
      const bias = keep(packedBias(weight(stage.bias ?? ""), to.values));
      const addresses = { input: from.address, output: to.address, weights: keep(packed), bias };
      return product({ multiplyAdd, from, to, rectifier, ...addresses });
    }
    const from = mapsAt(input);
    if (stage.op === "averageAll") return averaging(from);
    const to = mapsAt(output);
    if (stage.op === "sum") return adding(inputs.map(mapsAt), to, rectifier);
    if (stage.op === "resize") {
      const places = (before: number, after: number, bytes: number) =>
        keep(packedPlaces(placesBetween(before, after, bytes, stage.interpolation)));
      const rows = places(from.height, to.height, from.rowBytes);
      return resizing({ to, rows, columns: places(from.width, to.width, from.pixelBytes) });
    }
    const { windows } = stage;
    if (stage.op === "maxPool" || stage.op === "averagePool") {
      return pooling(stage.op, { from, to, windows, rectifier });
    }
    const bias = keep(packedBias(weight(stage.bias ?? ""), to.channels));
    const along = { multiplyAdd, from, to, windows, rectifier, bias };
    const kernel = weight(stage.kernel);
    if (stage.op === "convolveDepthwise") {
      return depthwiseConvolution({ ...along, weights: keep(packedDepthwise(kernel, to.channels)) });
    }
    const groups = { values: from.channels, places: from.pixelBytes / VALUE_BYTES };
    const packed = packedProduct(kernel, to.channels, windows.size ** 2 * groups.places, groups);
    return convolution({ ...along, weights: keep(packed), isPooled: stage.isPooled });
  };
}
