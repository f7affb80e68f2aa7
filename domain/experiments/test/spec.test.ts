import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { block } from "../../architectures/blocks.ts";
import { specCost } from "../cost.ts";
import { KERAS_ADAMW, KERAS_SGD, presetSpec } from "../presets.ts";
import { type ExperimentSpec, experimentSpec } from "../spec.ts";

/** A block as it comes from outside: without what has a default. */
type Block = z.input<typeof block>;

const conv = (changes: Partial<Extract<Block, { kind: "conv" }>> = {}): Block => ({
  kind: "conv",
  filters: 32,
  kernel: 3,
  activation: "relu",
  pool: "none",
  dropout: 0,
  kernelInitializer: "glorotUniform",
  ...changes,
});
const dense = (units: number): Block => ({
  kind: "dense",
  units,
  activation: "relu",
  dropout: 0,
  kernelInitializer: "glorotUniform",
});

/** The preset with some fields changed, as data from outside. */
const changed = (changes: Record<string, unknown>): unknown => ({ ...presetSpec("scratch"), ...changes });
const withBlocks = (...blocks: Block[]) =>
  changed({ architecture: { blocks, head: { kernelInitializer: "glorotUniform" } } });

function problems(spec: unknown): { path: string; message: string }[] {
  const { error } = experimentSpec.safeParse(spec);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: path.join("."), message }));
}

describe("a spec is refused with the field and the limit", () => {
  const { optimizer, split } = presetSpec("scratch");
  test.each([
    [changed({ epochs: 0 }), "epochs", "Epochs must be at least 1."],
    [changed({ epochs: 201 }), "epochs", "Epochs must be at most 200."],
    [changed({ epochs: 1.5 }), "epochs", "Epochs must be a whole number."],
    [changed({ epochs: "10" }), "epochs", "Epochs must be a number from 1 to 200."],
    [changed({ epochs: Number.NaN }), "epochs", "Epochs must be a number from 1 to 200."],
    [changed({ batchSize: 2049 }), "batchSize", "Batch size must be at most 2048."],
    [changed({ seed: -1 }), "seed", "Seed must be at least 0."],
    [changed({ seed: 2 ** 32 }), "seed", "Seed must be at most 4294967295."],
    [
      changed({ split: { ...split, validationFraction: 0.9 } }),
      "split.validationFraction",
      "Validation share must be at most 0.5.",
    ],
    [
      changed({ optimizer: { ...optimizer, learningRate: 2 } }),
      "optimizer.learningRate",
      "Learning rate must be at most 1.",
    ],
    [
      changed({ optimizer: { ...KERAS_ADAMW, weightDecay: 0.6 } }),
      "optimizer.weightDecay",
      "Weight decay must be at most 0.5.",
    ],
    [
      changed({ schedule: { kind: "cosine", warmupEpochs: -1, finalFraction: 0 } }),
      "schedule.warmupEpochs",
      "Warm-up must be at least 0.",
    ],
    [
      changed({ schedule: { kind: "cosine", warmupEpochs: 10, finalFraction: 0 } }),
      "schedule.warmupEpochs",
      "Warm-up must be shorter than the training, which has 10 epochs.",
    ],
    [
      changed({ schedule: { kind: "exponential", decayRate: 0, decayEpochs: 1, staircase: false } }),
      "schedule.decayRate",
      "Decay rate must be at least 0.01.",
    ],
    [changed({ augmentation: { flip: true, shift: 9, cutout: 0 } }), "augmentation.shift", "Shift must be at most 8."],
    [
      changed({ augmentation: { flip: true, shift: 0, cutout: 2.5 } }),
      "augmentation.cutout",
      "Cutout must be a whole number.",
    ],
    [changed({ trainingSubset: 31 }), "trainingSubset", "Training images must be at least 32."],
    [withBlocks(conv({ filters: 513 })), "architecture.blocks.0.filters", "Filters must be at most 512."],
    [withBlocks(conv({ kernel: 8 })), "architecture.blocks.0.kernel", "Kernel must be at most 7."],
    [withBlocks(conv({ dropout: 0.95 })), "architecture.blocks.0.dropout", "Dropout must be at most 0.9."],
    [withBlocks(dense(0)), "architecture.blocks.0.units", "Units must be at least 1."],
    [
      withBlocks(...Array.from({ length: 13 }, () => conv())),
      "architecture.blocks",
      "A network has at most 12 blocks; remove some.",
    ],
    [
      withBlocks(dense(8), conv()),
      "architecture.blocks.1",
      "Block 2 is a convolution after a dense block; move it before block 1.",
    ],
  ])("$1: $2", (spec, path, message) => {
    expect(problems(spec)).toContainEqual({ path, message });
  });

  test("unknown fields and choices are refused", () => {
    expect(problems(changed({ colour: "red" }))).toHaveLength(1);
    expect(problems(changed({ dataset: "mnist" }))[0]?.path).toBe("dataset");
    expect(problems(changed({ select: "first" }))[0]?.path).toBe("select");
    expect(problems(changed({ optimizer: { kind: "rmsprop" } }))[0]?.path).toBe("optimizer.kind");
    expect(problems(changed({ schedule: { kind: "constant", decayRate: 0.5 } }))[0]?.path).toBe("schedule");
    expect(problems(changed({ augmentation: { flip: true } })).map(({ path }) => path)).toEqual([
      "augmentation.shift",
      "augmentation.cutout",
    ]);
    expect(problems(changed({ precision: "float16" }))[0]?.path).toBe("precision");
    expect(problems(withBlocks(conv({ convolution: "dilated" as "standard" })))[0]?.path).toMatch(/convolution$/);
  });
});

describe("a spec on a backbone", () => {
  const lite = presetSpec("pretrained-lite");
  const on = (backbone: object, rest: Record<string, unknown> = {}) => ({
    ...lite,
    ...rest,
    architecture: { ...lite.architecture, backbone: { ...lite.architecture.backbone, ...backbone } },
  });
  const fineTuning = { blocks: 2, afterEpochs: 3, rateFactor: 0.1 };

  test("is accepted with each side, preprocessing and pooling, frozen or with its last blocks trained", () => {
    for (const side of [96, 128, 160, 224]) expect(problems(on({ side }))).toEqual([]);
    expect(problems(on({ id: "xception", preprocessing: "notebook" }))).toEqual([]);
    expect(problems(presetSpec("pretrained"))).toEqual([]);
    expect(problems(on({ fineTuning }))).toEqual([]);
    expect(problems({ ...lite, augmentation: { flip: true, shift: 0, cutout: 0 } })).toEqual([]);
  });

  test.each<[unknown, string, string]>([
    [on({ side: 100 }), "architecture.backbone.side", "Side must be 96, 128, 160, 224 pixels."],
    [
      on({ fineTuning: { ...fineTuning, blocks: 11 } }),
      "architecture.backbone.fineTuning.blocks",
      "Blocks must be at most 10.",
    ],
    [
      on({ fineTuning: { ...fineTuning, rateFactor: 2 } }),
      "architecture.backbone.fineTuning.rateFactor",
      "Share of the learning rate must be at most 1.",
    ],
    [
      on({ fineTuning: { ...fineTuning, afterEpochs: 10 } }),
      "architecture.backbone.fineTuning.afterEpochs",
      "The head alone must learn for fewer epochs than the whole training, which has 10.",
    ],
    [
      { ...lite, augmentation: { flip: true, shift: 2, cutout: 0 } },
      "augmentation.shift",
      "Features are computed once per picture, so pictures can only be mirrored; set this to 0.",
    ],
    [
      { ...lite, architecture: { ...lite.architecture, blocks: [conv()] } },
      "architecture.blocks.0",
      "Block 1 is a convolution, but averages of features have no places; remove it or keep the map.",
    ],
  ])("is refused at the field to change, case %#", (spec, path, message) => {
    expect(problems(spec)).toContainEqual({ path, message });
  });

  test("has features that fit on a disk", () => {
    const flip = { augmentation: { flip: true, shift: 0, cutout: 0 } };
    const problem = problems(on({ id: "xception", fineTuning: { ...fineTuning, blocks: 10 } }, flip)).find(
      ({ path }) => path === "architecture.backbone.side",
    );
    // 110,000 pictures × 14 × 14 × 728 values of two bytes.
    expect(problem?.message).toMatch(
      /^The features of 110,000 pictures would take 29\.2 GiB; the limit is 24\.0 GiB\./,
    );
  });

  test("costs its features once, and in each epoch what is trained", () => {
    const cost = specCost(presetSpec("pretrained"));
    expect(cost).toMatchObject({ featureImages: 60_000, featureBytes: 60_000 * 100_352 * 2 });
    expect(cost.trained.flops).toBe(2 * (100_352 * 128 + 128 * 10));
    expect(cost.featureFlops).toBeGreaterThan(10 * cost.trainingFlops);
    const mirrored = { ...lite, augmentation: { flip: true, shift: 0, cutout: 0 } };
    expect(specCost(mirrored).featureImages).toBe(110_000);
  });
});

test("a spec that was stored before a field was there has the field's default", () => {
  const { augmentation: _, schedule: __, precision: ___, device: ____, ...older } = presetSpec("scratch");
  const [first, second] = older.architecture.blocks;
  if (first?.kind !== "conv" || second?.kind !== "dense") throw new Error("The preset has changed.");
  const { convolution: _c, batchNorm: _b, residual: _r, ...oldConv } = first;
  const { batchNorm: _d, ...oldDense } = second;
  const { weightDecay: _w, ...oldDescent } = KERAS_SGD;
  const { backbone: _a, ...oldArchitecture } = older.architecture;
  const architecture = { ...oldArchitecture, blocks: [oldConv, oldDense] };
  expect(experimentSpec.parse({ ...older, architecture })).toEqual(presetSpec("scratch"));
  expect(experimentSpec.parse({ ...older, optimizer: oldDescent })).toMatchObject({ optimizer: KERAS_SGD });
});

describe("a spec that costs too much is refused with the field to change", () => {
  test("training images beyond the split", () => {
    expect(problems(changed({ trainingSubset: 40_001 }))).toEqual([
      {
        path: "trainingSubset",
        message: "Training images: the split leaves 40,000; ask for at most that many, or for all.",
      },
    ]);
    expect(problems(changed({ trainingSubset: 40_000 }))).toEqual([]);
  });

  test("parameters, naming the layer that holds most", () => {
    const [problem] = problems(withBlocks(conv({ filters: 64 }), dense(512)));
    expect(problem?.path).toBe("architecture.blocks");
    expect(problem?.message).toMatch(
      /^The network has 33,\d{3},\d{3} parameters to train; the limit is 20,000,000\. dense_1 holds/,
    );
  });

  test("memory of a step", () => {
    const spec = withBlocks(conv({ filters: 512 })) as ExperimentSpec;
    const [problem] = problems({ ...spec, batchSize: 2048, epochs: 1 });
    expect(problem?.path).toBe("batchSize");
    expect(problem?.message).toMatch(/^A training step would need 16\.1 GiB of memory; the limit is 4\.0 GiB\./);
  });

  test("arithmetic of the whole training", () => {
    const spec = withBlocks(conv({ filters: 128 }), conv({ filters: 128, pool: "max" })) as ExperimentSpec;
    const [problem] = problems({ ...spec, epochs: 200 });
    expect(problem?.path).toBe("epochs");
    expect(problem?.message).toMatch(/^The training would take [\d,]+ TFLOPs; the limit is 1,000\. Lower the epochs/);
  });
});

test("the notebook's training costs what is worked out by hand", () => {
  const cost = specCost(presetSpec("scratch"));
  // Convolution 32·32·27·32, dense 8192·64 and 64·10, two operations for each multiply-add.
  const flops = 2 * (32 * 32 * 27 * 32 + 8192 * 64 + 64 * 10);
  expect(cost).toMatchObject({ trainingImages: 40_000, validationImages: 10_000, stepsPerEpoch: 1250 });
  expect(cost.network.flops).toBe(flops);
  expect(cost.trainingFlops).toBe(10 * (3 * 40_000 + 10_000) * flops);
  // Input, convolution, leaky ReLU, pooling, dropout, flatten, dense, dropout, dense.
  const values = 3072 + 2 * 32_768 + 3 * 8192 + 2 * 64 + 10;
  expect(cost.network.activationBytes).toBe(4 * values);
  expect(cost.trainingBytes).toBe(2 * 32 * 4 * values + 16 * 525_898);
});
