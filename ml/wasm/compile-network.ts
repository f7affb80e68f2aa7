/**
 * A network with its weights as one WebAssembly module: code in which shapes are constants, and what its memory holds before
 * it runs. docs/decisions/065-networks-compiled-in-the-browser.md says why.
 */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape, Layer } from "#domain/architectures/layers";
import { shapeSize } from "#domain/architectures/shape-size";
import { operationsOf, withoutClosingSoftmax } from "../architectures/plan.ts";
import { namedWeights, weightSpecs } from "../architectures/weight-specs.ts";
import { type Standardisation, standardisedBytes } from "../data/standardise.ts";
import { stageCompiler } from "./compile-stage.ts";
import type { MultiplyAdd } from "./instructions.ts";
import { standardising } from "./kernels/standardising.ts";
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
import { Memory, type Placed, type PlacedMaps, placeValues } from "./place-values.ts";
import { NotCompiledError, stagesOf } from "./stages.ts";
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
  const last = stages.at(-1);
  const logits = last?.op === "multiply" && placed.rows.get(last.output);
  if (!logits) throw new NotCompiledError("The network does not end in a dense layer.");

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
