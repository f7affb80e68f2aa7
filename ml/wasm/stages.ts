/** A network as the stages that kernels compute: a product, a pooling or a sum, with the rectifier behind it. */
import { PICTURE } from "#domain/architectures/layer-inputs";
import type { ImageShape } from "#domain/architectures/layers";
import type { Operation } from "../architectures/plan.ts";
import { LINEAR, type Rectifier } from "./kernels/rectifier.ts";
import type { Windows } from "./kernels/windows.ts";

/** A network that has no compiled form: it is computed otherwise. */
export class NotCompiledError extends Error {
  override readonly name = "NotCompiledError";
}

/** [height, width, channels] of maps, [values] of rows. */
export type Shape = ImageShape | readonly [number];

type Computation =
  /** `isPooled`: each 2 × 2 of its outputs become one, the greatest. */
  | { op: "convolve"; kernel: string; bias: string | null; windows: Windows; isPooled: boolean }
  | { op: "convolveDepthwise"; kernel: string; bias: string | null; windows: Windows }
  | { op: "maxPool"; windows: Windows }
  | { op: "averagePool"; windows: Windows }
  | { op: "sum" }
  | { op: "averageAll" }
  | { op: "resize"; interpolation: "nearest" | "bilinear" }
  | { op: "flatten" }
  | { op: "multiply"; kernel: string; bias: string | null };

/** Shape of what a stage makes, and what it does last. */
type Answer = { shape: Shape; rectifier: Rectifier };

export type Stage = Computation & Answer & { inputs: readonly string[]; output: string };

type ShapeOfWeight = (name: string) => readonly number[];

/** A value while stages are made of operations: its shape, the stage that makes it, and whether anything else reads it there. */
type Value = { shape: Shape; name: string; isReadOnce: boolean };

/** @throws NotCompiledError when there is no kernel for an operation */
export function stagesOf(operations: readonly Operation[], picture: ImageShape, shapeOfWeight: ShapeOfWeight): Stage[] {
  const stages = new Map<string, Stage>();
  const isReadOnce = (name: string) => operations.filter(({ inputs }) => inputs.includes(name)).length === 1;
  const values = new Map<string, Value>([[PICTURE, { shape: picture, name: PICTURE, isReadOnce: false }]]);
  const named = (name: string) => values.get(name) as Value;
  for (const operation of operations) {
    const read = named(operation.inputs[0] ?? "");
    const before = read.isReadOnce ? stages.get(read.name) : undefined;
    const joined = before && joinedWith(before, operation);
    const isIdentity = operation.op === "dropout" || (operation.op === "flatten" && read.shape.length === 1);
    let value: Omit<Value, "isReadOnce">;
    if (isIdentity) {
      value = read;
    } else if (before && joined) {
      stages.set(read.name, joined);
      value = { name: read.name, shape: joined.shape };
    } else {
      const inputs = operation.inputs.map((name) => named(name).name);
      const stage = { ...stageOf(operation, read.shape, shapeOfWeight), inputs, output: operation.output };
      stages.set(stage.output, stage);
      value = { name: stage.output, shape: stage.shape };
    }
    const isOnlyHere = !isIdentity || read.isReadOnce;
    values.set(operation.output, { ...value, isReadOnce: isOnlyHere && isReadOnce(operation.output) });
  }
  return [...stages.values()];
}

/** The stage with the operation that alone reads it; null where its kernel does not compute that. */
function joinedWith(stage: Stage, operation: Operation): Stage | null {
  const isLinear = stage.rectifier === LINEAR;
  const rectifier = rectifierOf(operation);
  if (rectifier) return isLinear && !NEVER_RECTIFIED.includes(stage.op) ? { ...stage, rectifier } : null;
  const isPooled = stage.op === "convolve" && stage.isPooled;
  if (operation.op === "add" && "bias" in stage && stage.bias === null && isLinear && !isPooled) {
    return { ...stage, bias: operation.bias };
  }
  if (operation.op === "maxPool" && stage.op === "convolve" && !isPooled && stage.shape.length === 3) {
    const [height, width, channels] = stage.shape;
    if (operation.size !== 2 || operation.strides !== 2 || height % 2 > 0 || width % 2 > 0) return null;
    // No rectifier ever decreases, so that it may come after the maximum.
    return { ...stage, isPooled: true, shape: [height / 2, width / 2, channels] };
  }
  return null;
}

const NEVER_RECTIFIED: readonly Stage["op"][] = ["averageAll", "resize", "flatten"];

function rectifierOf(operation: Operation): Rectifier | null {
  if (operation.op === "leakyRelu") return { slope: operation.alpha };
  return operation.op === "activate" ? (RECTIFIERS[operation.activation] ?? null) : null;
}

const RECTIFIERS: Partial<Record<string, Rectifier>> = { relu: { slope: 0 }, relu6: { slope: 0, most: 6 } };

function stageOf(operation: Operation, shape: Shape, shapeOfWeight: ShapeOfWeight): Computation & Answer {
  const alone = rectifierOf(operation);
  const rectifier = alone ?? LINEAR;
  if (operation.op === "multiply") {
    const { op, kernel } = operation;
    return { op, kernel, bias: null, shape: [shapeOfWeight(kernel).at(-1) ?? 0], rectifier };
  }
  if (shape.length !== 3) throw new NotCompiledError(`There is no kernel for ${operation.op} of vectors.`);
  if (alone) return { op: "sum", shape, rectifier }; // of one
  const [height, width, channels] = shape;
  switch (operation.op) {
    case "convolve":
    case "convolveDepthwise": {
      const { op, kernel } = operation;
      const bias = null;
      const [size = 1, , , filters = 1] = shapeOfWeight(kernel);
      const { windows, sides } = windowsOf({ ...operation, size }, [height, width]);
      if (op === "convolveDepthwise") return { op, kernel, bias, windows, shape: [...sides, channels], rectifier };
      return { op, kernel, bias, windows, isPooled: false, shape: [...sides, filters], rectifier };
    }
    case "maxPool":
    case "averagePool": {
      const { windows, sides, isWithin } = windowsOf(operation, [height, width]);
      if (operation.op === "averagePool" && !isWithin) break; // its mean is of the pixels that there are
      return { op: operation.op, windows, shape: [...sides, channels], rectifier };
    }
    case "sum":
      return { op: operation.op, shape, rectifier };
    case "averageAll":
      return { op: operation.op, shape: [channels], rectifier };
    case "resize": {
      const { op, interpolation } = operation;
      return { op, interpolation, shape: [operation.height, operation.width, channels], rectifier };
    }
    case "flatten":
      return { op: operation.op, shape: [height * width * channels], rectifier };
  }
  throw new NotCompiledError(`There is no kernel for ${operation.op} here.`);
}

type Windowed = { size: number; strides: number; padding: "same" | "valid" };

/** Windows over sides, as TensorFlow places them, and how many there are; `isWithin`: none reaches over an edge. */
function windowsOf({ size, strides, padding }: Windowed, [height, width]: readonly [number, number]) {
  const along = (side: number) => {
    const count = padding === "same" ? Math.ceil(side / strides) : Math.floor((side - size) / strides) + 1;
    const beyond = Math.max(0, (count - 1) * strides + size - side);
    const before = Math.floor(beyond / 2);
    return { count, beyond, before, behind: beyond - before };
  };
  const [down, across] = [along(height), along(width)];
  const windows: Windows = {
    size,
    strides,
    top: down.before,
    left: across.before,
    bottom: down.behind,
    right: across.behind,
  };
  const sides = [down.count, across.count] as const;
  return { windows, sides, isWithin: down.beyond === 0 && across.beyond === 0 };
}
