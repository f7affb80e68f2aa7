/** From a stage of a network to the kernel that computes it. */
import type { NamedWeights } from "../architectures/weight-specs.ts";
import type { MultiplyAdd } from "./instructions.ts";
import { adding } from "./kernels/adding.ts";
import { averaging } from "./kernels/averaging.ts";
import { convolution } from "./kernels/convolution.ts";
import { depthwiseConvolution } from "./kernels/depthwise-convolution.ts";
import { pooling } from "./kernels/pooling.ts";
import { product } from "./kernels/product.ts";
import { packedPlaces, placesBetween, resizing } from "./kernels/resizing.ts";
import { placesOf } from "./layout.ts";
import type { WasmFunction } from "./module-writer.ts";
import { packedBias, packedDepthwise, packedProduct } from "./packed-weights.ts";
import type { Placed, PlacedMaps, PlacedRows } from "./place-values.ts";
import type { Stage } from "./stages.ts";
import { VALUE_BYTES } from "./tile.ts";

export type StageTask = {
  placed: Placed;
  weights: NamedWeights;
  /** Puts constants into the memory; gives their address. */
  keep: (values: Float32Array) => number;
  multiplyAdd: MultiplyAdd;
};

/** The function for each stage, its weights in memory. */
export function stageCompiler({ placed, weights, keep, multiplyAdd }: StageTask) {
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
