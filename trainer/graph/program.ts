/** A traced program: operations in order, without values. It can be emitted into a graph any number of times. */
import type { Attributes } from "./attributes.ts";
import type { DataType, HostArray } from "./data-types.ts";
import type { GraphBuilder, Output } from "./graph-builder.ts";

type Described = { type: DataType; shape: readonly number[] };

/** Where a value comes from. */
export type Reference = Described &
  (
    | { kind: "step"; step: Step; index: number }
    | { kind: "input"; name: string }
    | { kind: "constant"; value: HostArray }
  );

/** One operation. */
export type Step = { op: string; attributes: Attributes; inputs: readonly Reference[] };

/** Emits one operation in another way than as it was traced; returns nothing where it does not want to. */
export type Lowering = (step: Step, graph: GraphBuilder, input: (reference: Reference) => Output) => Output | undefined;

export type Emission = {
  /** An output of the graph for each input of the program. */
  inputs: Readonly<Record<string, Output>>;
  /** Prefix of the names of nodes. */
  scope: string;
  lower?: Lowering;
  /** For several emissions that differ in some inputs only: what does not depend on those is emitted once. */
  shared?: SharedSteps;
};

/** What the emissions of one program have in common. */
export class SharedSteps {
  readonly #varying: ReadonlySet<string>;
  readonly #varies = new Map<Step, boolean>();
  readonly outputs = new Map<Step, Output>();

  /** @param varying names of the inputs that differ */
  constructor(varying: readonly string[]) {
    this.#varying = new Set(varying);
  }

  /** Whether the step depends on an input that differs. To be asked of steps in their order. */
  varies(step: Step): boolean {
    const known = this.#varies.get(step);
    if (known !== undefined) return known;
    const varies = step.inputs.some((input) => {
      if (input.kind === "input") return this.#varying.has(input.name);
      return input.kind === "step" && this.varies(input.step);
    });
    this.#varies.set(step, varies);
    return varies;
  }
}

export class Program {
  readonly outputs: Readonly<Record<string, Reference>>;
  readonly #steps: readonly Step[];

  /** @param steps in the order in which they ran; those that no output needs are left out */
  constructor(steps: readonly Step[], outputs: Readonly<Record<string, Reference>>) {
    this.outputs = outputs;
    const needed = new Set<Step>();
    for (const output of Object.values(outputs)) collect(output, needed);
    this.#steps = steps.filter((step) => needed.has(step));
  }

  /** How often each operation occurs. */
  get operations(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { op } of this.#steps) counts[op] = (counts[op] ?? 0) + 1;
    return counts;
  }

  /** Writes the operations into `graph` and returns where each output is found there. */
  emit(graph: GraphBuilder, { inputs, scope, lower, shared }: Emission): Record<string, Output> {
    const nodes = new Map<Step, Output>();
    const find = (reference: Reference): Output => {
      switch (reference.kind) {
        case "step": {
          const node = nodes.get(reference.step) as Output;
          return reference.index > 0 ? `${node}:${reference.index}` : node;
        }
        case "constant":
          return graph.constant(reference.type, reference.shape, reference.value);
        case "input": {
          const input = inputs[reference.name];
          if (input === undefined)
            throw new Error(`The program takes an input "${reference.name}", which is not given.`);
          return input;
        }
      }
    };
    for (const step of this.#steps) {
      const isShared = shared !== undefined && !shared.varies(step);
      const node =
        (isShared ? shared.outputs.get(step) : undefined) ??
        lower?.(step, graph, find) ??
        graph.node(step.op, step.inputs.map(find), step.attributes, { name: `${scope}${step.op}` });
      nodes.set(step, node);
      if (isShared) shared.outputs.set(step, node);
    }
    return Object.fromEntries(Object.entries(this.outputs).map(([name, reference]) => [name, find(reference)]));
  }

  /** The first operation that reads a constant of another value than in `other`, a second trace of the same function. */
  differingConstant(other: Program): string | undefined {
    return this.#steps.find(({ inputs }, i) =>
      inputs.some((reference, j) => {
        const [a, b] = [constantOf(reference), constantOf(other.#steps[i]?.inputs[j])];
        return a && b && !sameValues(a, b);
      }),
    )?.op;
  }
}

function collect(reference: Reference, needed: Set<Step>): void {
  if (reference.kind !== "step" || needed.has(reference.step)) return;
  needed.add(reference.step);
  for (const input of reference.step.inputs) collect(input, needed);
}

function constantOf(reference: Reference | undefined): HostArray | undefined {
  return reference?.kind === "constant" ? reference.value : undefined;
}

const sameValues = (a: HostArray, b: HostArray): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
