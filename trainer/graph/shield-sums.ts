/**
 * TensorFlow fuses a convolution with its bias and rectifier, and also with a sum behind them. Where two operations read
 * that sum, as in every residual block, its rewriting fails ("Mutation::Apply error", TensorFlow 2.21) and is given up for
 * the whole graph. It leaves alone what waits for another node, so sums do; the node is one that has run by then.
 */
import type { Output } from "./graph-builder.ts";
import type { Lowering } from "./program.ts";

/** @param after what every sum depends on anyway: the examples */
export const shieldSums =
  (after: readonly Output[]): Lowering =>
  ({ op, inputs, attributes }, graph, find) =>
    op === "AddV2" || op === "Add"
      ? graph.node(op, inputs.map(find), attributes, { name: "predict/sum", after })
      : undefined;
