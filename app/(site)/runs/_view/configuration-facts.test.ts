import { expect, test } from "vitest";
import { KERAS_ADAMW, KERAS_SGD, presetSpec } from "#domain/experiments/presets";
import { configurationFacts } from "./configuration-facts.ts";

const facts = (spec: Parameters<typeof configurationFacts>[0]) =>
  Object.fromEntries(configurationFacts(spec).map(({ key, value }) => [key, value.replaceAll("\u00a0", " ")]));

test("a preset by its name, with all that decides its result", () => {
  expect(facts(presetSpec("deeper", 2))).toMatchObject({
    Network: "deeper",
    Optimiser: "Adam, 0.001 (0.9, 0.999, 1e-7)",
    Rate: "constant",
    Seed: "2",
    Precision: "float32",
    Augmentation: "none",
    "Training images": "all 40,000",
    Validation: "10,000 images (20 %), split 13",
  });
});

test("a subset and another optimiser are said", () => {
  const spec = { ...presetSpec("scratch"), trainingSubset: 5000, optimizer: { ...KERAS_SGD, nesterov: true } };
  expect(facts(spec)).toMatchObject({
    Optimiser: "SGD, 0.01, momentum 0.9, Nesterov",
    "Training images": "the first 5,000",
  });
});

test("what a network of one's own has, decay, schedules and augmentation are said", () => {
  const spec = presetSpec("deeper");
  const blocks = spec.architecture.blocks.map((block) =>
    block.kind === "conv" ? { ...block, convolution: "separable" as const, batchNorm: true, residual: true } : block,
  );
  const changed = {
    ...spec,
    architecture: { ...spec.architecture, blocks },
    optimizer: KERAS_ADAMW,
    schedule: { kind: "cosine", warmupEpochs: 1.5, finalFraction: 0.1 } as const,
    augmentation: { flip: true, shift: 4, cutout: 8 },
  };
  expect(facts(changed)).toMatchObject({
    Network: "own, separable, batch norm, residual",
    Optimiser: "AdamW, 0.001 (0.9, 0.999, 1e-7), decay 0.004",
    Rate: "cosine, warm-up over 1.5 epochs, to 10 %",
    Augmentation: "mirrored, shifted by up to 4 px, cutout 8 px",
  });
  const schedule = { kind: "exponential", decayRate: 0.5, decayEpochs: 2, staircase: true } as const;
  const decaying = { ...spec, schedule, optimizer: { ...KERAS_SGD, weightDecay: 0.0005 } };
  expect(facts(decaying)).toMatchObject({
    Optimiser: "SGD, 0.01, momentum 0.9, decay 0.0005",
    Rate: "exponential, × 0.5 each 2 epochs, in steps",
  });
});

test("what a network begins with, how it is seen and what is trained of it are said", () => {
  expect(facts(presetSpec("pretrained"))).toMatchObject({
    Network: "pretrained",
    Backbone: "Xception, 224 px",
    "It sees": "the notebook’s way",
    Features: "map",
    "Fine-tuning": "none, frozen",
    "Data set": "CIFAR-10, standardised",
  });
  const { architecture, ...rest } = presetSpec("pretrained-lite");
  const fineTuning = { blocks: 3, afterEpochs: 2, rateFactor: 0.1 };
  const backbone = architecture.backbone && { ...architecture.backbone, side: 96 as const, fineTuning };
  expect(facts({ ...rest, architecture: { ...architecture, backbone } })).toMatchObject({
    Network: "own",
    Backbone: "EfficientNet-Lite0, 96 px",
    Features: "averages",
    "Fine-tuning": "last 3 blocks after epoch 2, rate × 0.1",
    "Data set": "CIFAR-10",
  });
});
