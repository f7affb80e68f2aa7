/**
 * Convolutions and products of matrices in bfloat16, everything else in float32: inputs are rounded to bfloat16, the
 * products are summed in float32 by the processor, weights and optimiser stay in float32.
 */

import { boolean, type } from "./attributes.ts";
import { DATA_TYPES } from "./data-types.ts";
import type { GraphBuilder, Output } from "./graph-builder.ts";
import type { Lowering, Reference, Step } from "./program.ts";

/** Not depthwise convolutions: TensorFlow sums theirs in bfloat16, and single features were off by a third. */
const HEAVY = new Set(["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput", "MatMul"]);

/** Fewer input channels than this do not fill the processor's bfloat16 units: measured, the casts cost more. */
const LEAST_CHANNELS = 8;

const [FLOAT32, BFLOAT16] = [type(DATA_TYPES.float32), type(DATA_TYPES.bfloat16)];

/** A lowering for one emission of a program: each value is rounded once, however many operations read it. */
export function lowerToBfloat16(): Lowering {
  const rounded = new Map<Output, Output>();
  return (step, graph, find) => {
    if (!HEAVY.has(step.op) || hasFewChannels(step)) return undefined;
    const inputs = step.inputs.map((reference) => {
      const value = find(reference);
      if (reference.type !== DATA_TYPES.float32) return value;
      const low = rounded.get(value) ?? cast(graph, value, FLOAT32, BFLOAT16);
      rounded.set(value, low);
      return low;
    });
    const product = graph.node(step.op, inputs, { ...step.attributes, T: BFLOAT16 });
    return cast(graph, product, BFLOAT16, FLOAT32);
  };
}

const cast = (graph: GraphBuilder, value: Output, from: typeof FLOAT32, to: typeof FLOAT32): Output =>
  graph.node("Cast", [value], { SrcT: from, DstT: to, Truncate: boolean(false) });

/** Convolutions alone have channels of pictures; a filter [height, width, in, out] tells them apart. */
function hasFewChannels({ op, inputs }: Step): boolean {
  if (op === "MatMul") return false;
  const picture = op.endsWith("BackpropInput") ? inputs[2] : inputs[0];
  return channelsOf(picture) < LEAST_CHANNELS;
}

const channelsOf = (reference: Reference | undefined): number => reference?.shape.at(-1) ?? 0;
