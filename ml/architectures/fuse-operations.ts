/**
 * A plan in fewer and faster operations, for backends that compute one after the other: convolutions and products of
 * matrices take along the bias and the rectifier that follow, which costs their kernels nothing. They do so ahead of max
 * pooling too. A leaky rectifier becomes one with a slope for each channel, all alike: WebAssembly computes that by vectors,
 * six to twenty times as fast.
 */
import type { Operation, Plan } from "./plan.ts";

export type FusedOperation = Exclude<Operation, { op: "leakyRelu" }> | (Omit<Leaky, "op"> & { op: "prelu" });

type Leaky = Extract<Operation, { op: "leakyRelu" }>;
type Product = Extract<Operation, { op: "convolve" | "convolveDepthwise" | "multiply" }>;

/** The same values as `plan`, by operations that backends have good kernels for. */
export function fuseOperations({ operations }: Plan): FusedOperation[] {
  const fused: Operation[] = [];
  for (const operation of operations) {
    const before = fused.findIndex(({ output }) => output === operation.inputs[0]);
    const product = fused[before];
    const taken = product && isProduct(product) && isReadOnce(operations, product.output) && take(product, operation);
    if (taken) fused.splice(before, 1, ...taken);
    else fused.push(operation);
  }
  return fused.map((operation) => (operation.op === "leakyRelu" ? { ...operation, op: "prelu" } : operation));
}

const isProduct = (operation: Operation): operation is Product =>
  operation.op === "convolve" || operation.op === "convolveDepthwise" || operation.op === "multiply";

const isReadOnce = (operations: readonly Operation[], value: string): boolean =>
  operations.filter(({ inputs }) => inputs.includes(value)).length === 1;

/** The product with the operation that alone reads it; null where its kernel does not compute that. */
function take(product: Product, operation: Operation): Operation[] | null {
  if (product.rectifier) return null;
  const { output } = operation;
  switch (operation.op) {
    case "add":
      return product.bias ? null : [{ ...product, bias: operation.bias, output }];
    case "activate": {
      const { activation } = operation;
      return activation === "relu" || activation === "relu6" ? [{ ...product, rectifier: activation, output }] : null;
    }
    case "activatedMaxPool": {
      const { size, bias, slope } = operation;
      if (product.bias && bias) return null;
      const isLeaky = slope !== 0 && slope !== 1;
      const pooled = isLeaky ? `${output}/pooled` : output;
      return [
        { ...product, ...(bias && { bias }), ...(slope === 0 && { rectifier: "relu" }) },
        { op: "maxPool", size, strides: size, padding: "same", inputs: [product.output], output: pooled },
        ...(isLeaky ? [{ op: "leakyRelu", alpha: slope, inputs: [pooled], output } as const] : []),
      ];
    }
    default:
      return null;
  }
}
