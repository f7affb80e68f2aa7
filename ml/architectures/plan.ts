/**
 * A network as the primitive operations that run, in an order that computes the same for less: max pooling comes before
 * a bias and any activation that never decreases, because it commutes with them and leaves them a quarter of the data.
 */
import type { Layer } from "#domain/architectures/layers";

type Activation = "relu" | "elu" | "tanh" | "softmax";

export type Operation =
  | { op: "convolve"; kernel: string }
  | { op: "multiply"; kernel: string }
  | { op: "add"; bias: string }
  | { op: "activate"; activation: Activation }
  | { op: "leakyRelu"; alpha: number }
  | { op: "maxPool" | "averagePool"; size: number }
  | { op: "dropout"; layer: string; rate: number }
  | { op: "flatten" };

/** Operations of `layers` without a closing softmax: a network ends in logits. */
export function plan(layers: readonly Layer[]): Operation[] {
  const operations: Operation[] = [];
  for (const operation of layers.flatMap(operationsOf)) {
    let at = operations.length;
    if (operation.op === "maxPool") while (at > 0 && commutesWithMaximum(operations[at - 1])) at--;
    operations.splice(at, 0, operation);
  }
  const last = operations.at(-1);
  if (last?.op === "activate" && last.activation === "softmax") operations.pop();
  return operations;
}

function operationsOf(layer: Layer): Operation[] {
  switch (layer.type) {
    case "Conv2D":
    case "Dense": {
      const { name, activation } = layer;
      return [
        { op: layer.type === "Conv2D" ? "convolve" : "multiply", kernel: `${name}/kernel` },
        { op: "add", bias: `${name}/bias` },
        ...(activation === "linear" ? [] : [{ op: "activate", activation } as const]),
      ];
    }
    case "LeakyReLU":
      return [{ op: "leakyRelu", alpha: layer.alpha }];
    case "MaxPooling2D":
      return [{ op: "maxPool", size: layer.poolSize }];
    case "AveragePooling2D":
      return [{ op: "averagePool", size: layer.poolSize }];
    case "Dropout":
      return [{ op: "dropout", layer: layer.name, rate: layer.rate }];
    case "Flatten":
      return [{ op: "flatten" }];
  }
}

/** Whether the operation treats values one by one, each channel alike, and never reverses their order. */
const commutesWithMaximum = (operation: Operation | undefined): boolean =>
  operation?.op === "add" ||
  operation?.op === "leakyRelu" ||
  (operation?.op === "activate" && operation.activation !== "softmax");
