/**
 * TensorFlow fuses a convolution with its bias and rectifier, and also with a sum behind them. Where two operations read
 * that sum, as in every residual block, its rewriting fails ("Mutation::Apply error", TensorFlow 2.21) and is given up for
 * the whole graph. It leaves alone what waits for another node, so sums wait for one that has nothing to do: the handle of
 * a variable that nobody reads, since others would be taken for superfluous and removed.
 */
import { DATA_TYPES } from "./data-types.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { Lowering } from "./program.ts";

export function shieldSums(into: GraphBuilder): Lowering {
  const { handle } = into.variable("shield", DATA_TYPES.float32, []);
  return ({ op, inputs, attributes }, graph, find) =>
    op === "AddV2" || op === "Add"
      ? graph.node(op, inputs.map(find), attributes, { name: "predict/sum", after: [handle] })
      : undefined;
}
