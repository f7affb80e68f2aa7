import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KERAS_ADAMW } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { DivergedError } from "../diverged-error.ts";
import type { CreateLearner } from "../learner.ts";
import { decodeTrainingState, encodeTrainingState } from "../state-codec.ts";
import { createTraining, type Training } from "../training.ts";
import type { TrainingEvent } from "../training-events.ts";
import type { TrainingState } from "../training-state.ts";
import { AUGMENTED_LOSSES, AUGMENTED_SPEC, SAMPLE_LOSSES, sampleTraining } from "./sample-training.ts";

type EpochEvent = Extract<TrainingEvent, { type: "epoch" }>;
const isEpoch = (event: TrainingEvent): event is EpochEvent => event.type === "epoch";

async function eventsOf(training: Training): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of training.run()) events.push(event);
  return events;
}

/** Trains to the `count`-th event and breaks off, as a kill does. */
async function stateAfter(count: number, spec: Partial<ExperimentSpec> = {}): Promise<TrainingState> {
  const training = createTraining(sampleTraining(spec));
  let seen = 0;
  for await (const _ of training.run()) if (++seen === count) break;
  const state = await training.snapshot();
  training.dispose();
  return state;
}

let tensors = 0;
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => expect(tf.memory().numTensors).toBe(tensors));

describe("a training", { timeout: 60_000 }, () => {
  test("refuses to augment features but by mirrored ones", () => {
    const features = { read: async () => new Float32Array(), file: "", rows: 120, test: 120, mirrored: null };
    for (const change of [{ flip: true }, { shift: 1 }, { cutout: 1 }]) {
      const augmentation = { flip: false, shift: 0, cutout: 0, ...change };
      expect(() => createTraining({ ...sampleTraining({ augmentation }), features })).toThrow(/computed once/);
    }
  });

  test("reports each batch, the validation and each epoch, and learns", async () => {
    const training = createTraining(sampleTraining());
    expect(training).toMatchObject({ trainingImages: 96, validationImages: 24, stepsPerEpoch: 7 });
    const events = await eventsOf(training);
    const batches = [1, 2, 3, 4, 5, 6, 7].map(() => "batch");
    expect(events.map(({ type }) => type)).toEqual([1, 2, 3].flatMap(() => [...batches, "validation", "epoch"]));
    expect(events[6]).toMatchObject({ epoch: 1, step: 7, stepsPerEpoch: 7 });
    SAMPLE_LOSSES.forEach((loss, i) => {
      expect(events[i]).toMatchObject({ loss: expect.closeTo(loss, 6) });
    });
    const [first, , last] = events.filter(isEpoch);
    expect(first?.epoch).toBe(1);
    expect(last?.trainLoss).toBeLessThan(first?.trainLoss ?? 0);
    expect(last?.validationAccuracy).toBeGreaterThan(0.5);
    // By the sample's clock every reading is a millisecond after the one before.
    expect(first).toMatchObject({ seconds: expect.closeTo(0.009, 10), imagesPerSecond: expect.closeTo(96 / 0.007) });
    const result = await training.result();
    expect(result).toMatchObject({ epoch: 3, epochs: 3, endedEarly: false });
    expect(result.seconds).toBeCloseTo(0.027, 10);
    training.dispose();
  });

  test("gives the same weights for the same seed, others for another", async () => {
    const states = [];
    for (const seed of [1, 1, 2]) {
      const training = createTraining(sampleTraining({ seed, epochs: 1 }));
      await eventsOf(training);
      states.push((await training.result()).parameters);
      training.dispose();
    }
    expect(states[0]).toEqual(states[1]);
    expect(states[0]).not.toEqual(states[2]);
  });

  test("learns with batch normalisation, a residual block, a schedule, decay and changed images", async () => {
    const training = createTraining(sampleTraining(AUGMENTED_SPEC));
    const events = await eventsOf(training);
    AUGMENTED_LOSSES.forEach((loss, i) => {
      expect(events[i]).toMatchObject({ loss: expect.closeTo(loss, 6) });
    });
    const epochs = events.filter(isEpoch);
    expect(epochs[2]?.trainLoss).toBeLessThan(0.75 * (epochs[0]?.trainLoss ?? 0));
    const { network } = training;
    const { parameters, slots } = await training.snapshot();
    expect(parameters).toHaveLength(network.parameters);
    expect(slots.map(({ length }) => length)).toEqual([network.trainableParameters, network.trainableParameters]);
    // The averages have left their starting values, 0 and 1.
    const averages = parameters.subarray(network.trainableParameters);
    expect(averages.some((value) => value === 0 || value === 1)).toBe(false);
    training.dispose();
  });

  test("changes nothing by settings that are off, and something by each that is on", async () => {
    const lossOf = async (spec: Partial<ExperimentSpec>) => {
      const training = createTraining(sampleTraining({ epochs: 1, ...spec }));
      const events = await eventsOf(training);
      training.dispose();
      return events.filter(isEpoch)[0]?.trainLoss ?? Number.NaN;
    };
    const plain = await lossOf({});
    const { optimizer, augmentation } = sampleTraining().spec;
    expect(await lossOf({ optimizer: { ...KERAS_ADAMW, learningRate: optimizer.learningRate, weightDecay: 0 } })).toBe(
      plain,
    );
    const changes: Partial<ExperimentSpec>[] = [
      { augmentation: { ...augmentation, flip: true } },
      { augmentation: { ...augmentation, shift: 1 } },
      { augmentation: { ...augmentation, cutout: 2 } },
      { optimizer: { ...KERAS_ADAMW, learningRate: optimizer.learningRate, weightDecay: 0.1 } },
      { schedule: { kind: "cosine", warmupEpochs: 0, finalFraction: 0 } },
      { schedule: { kind: "exponential", decayRate: 0.5, decayEpochs: 1, staircase: false } },
    ];
    const losses = await Promise.all(changes.map(lossOf));
    expect(new Set([plain, ...losses]).size).toBe(1 + changes.length);
  });

  test("trains on the first images of the split when a subset is asked for", () => {
    const training = createTraining(sampleTraining({ trainingSubset: 40 }));
    expect(training).toMatchObject({ trainingImages: 40, validationImages: 24, stepsPerEpoch: 3 });
    training.dispose();
  });

  test("ends after the epoch in which it is asked to stop", async () => {
    const training = createTraining(sampleTraining());
    const epochs: TrainingEvent[] = [];
    for await (const event of training.run()) {
      if (event.type === "batch") training.stopAfterEpoch();
      if (isEpoch(event)) epochs.push(event);
    }
    expect(epochs).toHaveLength(1);
    expect(await training.result()).toMatchObject({ epoch: 1, epochs: 1, endedEarly: true });
    training.dispose();
  });

  test("has no result before an epoch has ended", async () => {
    const training = createTraining(sampleTraining());
    await expect(training.result()).rejects.toThrow("No epoch has ended yet");
    training.dispose();
  });

  test("ends with a clear error when the loss is no longer finite", async () => {
    const optimizer = { kind: "sgd", learningRate: 1e30, momentum: 0, nesterov: false, weightDecay: 0 } as const;
    const training = createTraining(sampleTraining({ optimizer }));
    const failure = await eventsOf(training).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DivergedError);
    expect((failure as Error).message).toMatch(
      /^The loss was no longer finite in epoch 1, batch 2\. Before it the epoch's mean loss was 1\.960, .* Lower/,
    );
    training.dispose();
  });
});

describe("a training whose loss is lost later", () => {
  /** Learns nothing; its losses and scores are what the test says. */
  const learner =
    (loss: (iteration: number) => number, logit: () => number): CreateLearner =>
    () => ({
      stepsPerCall: 3,
      train: async (batches, iteration) =>
        batches.map((batch, i) => ({ loss: loss(iteration + i), correct: Math.floor(batch.length / 2) })),
      logits: async (indices) => new Float32Array(indices.length * 4).fill(logit()),
      state: async () => ({ parameters: new Float32Array(), slots: [] }),
      dispose: () => {},
    });

  test("names the epoch, the batch and what was true before, and has reported the epochs until then", async () => {
    const createLearner = learner(
      (iteration) => (iteration === 7 + 5 ? Number.NaN : 2),
      () => 0,
    );
    const events: TrainingEvent[] = [];
    const run = async () => {
      for await (const event of createTraining({ ...sampleTraining(), createLearner }).run()) events.push(event);
    };
    await expect(run()).rejects.toThrow(
      "The loss was no longer finite in epoch 2, batch 5. Before it the epoch's mean loss was 2.000, its accuracy 46.7 %. " +
        "Lower the learning rate.",
    );
    expect(events.filter(isEpoch).map(({ epoch }) => epoch)).toEqual([1]);
    expect(events.at(-1)).toMatchObject({ type: "batch", epoch: 2, step: 5, loss: Number.NaN });
    expect(events.at(-2)).toMatchObject({ type: "batch", epoch: 2, step: 3, loss: 2 });
  });

  test("tells apart what each event adds to the epoch", async () => {
    const createLearner = learner(
      (iteration) => iteration,
      () => 0,
    );
    const options = sampleTraining({ epochs: 1 });
    const events = await eventsOf(createTraining({ ...options, createLearner }));
    // Batches of 15 images, the last of 6, three in a call; their losses are 1, 2, 3 …
    expect(events.flatMap((event) => (event.type === "batch" ? [event.since] : []))).toEqual([
      { loss: 15 * (1 + 2 + 3), correct: 21, images: 45 },
      { loss: 15 * (4 + 5 + 6), correct: 21, images: 45 },
      { loss: 6 * 7, correct: 3, images: 6 },
    ]);
  });

  test("ends after it reports an epoch whose last update spoilt the weights", async () => {
    const createLearner = learner(
      () => 2,
      () => Number.NaN,
    );
    const events: TrainingEvent[] = [];
    const run = async () => {
      for await (const event of createTraining({ ...sampleTraining(), createLearner }).run()) events.push(event);
    };
    await expect(run()).rejects.toThrow(DivergedError);
    expect(events.filter(isEpoch)).toMatchObject([{ epoch: 1, trainLoss: 2, validationLoss: Number.NaN }]);
  });
});

describe("the best epoch by validation accuracy", { timeout: 60_000 }, () => {
  test("becomes the result, the earlier of equals", async () => {
    const training = createTraining(sampleTraining({ select: "best-validation", epochs: 5 }));
    const snapshots: Float32Array[] = [];
    const epochs: EpochEvent[] = [];
    for await (const event of training.run()) {
      if (!isEpoch(event)) continue;
      epochs.push(event);
      snapshots.push((await training.snapshot()).parameters);
    }
    const accuracies = epochs.map(({ validationAccuracy }) => validationAccuracy);
    const best = accuracies.indexOf(Math.max(...accuracies));
    const result = await training.result();
    expect(result.epoch).toBe(best + 1);
    expect(result.parameters).toEqual(snapshots[best]);
    training.dispose();
  });
});

describe.each([
  ["", {}],
  [" of a network with averages, on changed images, by a schedule,", AUGMENTED_SPEC],
])("a training%s that goes on from a snapshot", { timeout: 60_000 }, (_, spec) => {
  let known: { events: TrainingEvent[]; parameters: Float32Array } | undefined;
  async function undisturbed() {
    if (known) return known;
    const training = createTraining(sampleTraining(spec));
    known = { events: await eventsOf(training), parameters: (await training.result()).parameters };
    training.dispose();
    return known;
  }

  // Events of an epoch: 7 batches, 1 validation, 1 epoch.
  test.each([
    ["in mid-epoch", 3],
    ["before the validation", 7],
    ["in the validation", 8],
    ["at the end of an epoch", 9],
    ["in the last epoch", 22],
    ["at the very end", 27],
  ])("%s ends as an undisturbed one, events and weights", async (_, count) => {
    const { events, parameters } = await undisturbed();
    const state = decodeTrainingState(encodeTrainingState(await stateAfter(count, spec)));
    const resumed = createTraining({ ...sampleTraining(spec), resume: state });
    const rest = await eventsOf(resumed);
    // What an interrupted validation had done is done again.
    const expected = events.slice(count === 8 ? 7 : count);
    expect(rest.map(withoutTimes)).toEqual(expected.map(withoutTimes));
    expect((await resumed.result()).parameters).toEqual(parameters);
    resumed.dispose();
  });
});

describe("a training with a state to go on from", { timeout: 60_000 }, () => {
  test("starts no epoch when it was already asked to stop", async () => {
    const resumed = createTraining({ ...sampleTraining(), resume: await stateAfter(9) });
    resumed.stopAfterEpoch();
    expect(await eventsOf(resumed)).toEqual([]);
    expect(await resumed.result()).toMatchObject({ epochs: 1, endedEarly: true });
    resumed.dispose();
  });

  test("refuses the state of another network, optimiser or batch size", async () => {
    const state = await stateAfter(6);
    const { architecture } = sampleTraining().spec;
    const wrong = [
      { architecture: { ...architecture, blocks: architecture.blocks.slice(0, 1) } },
      { optimizer: { kind: "sgd", learningRate: 0.1, momentum: 0.9, nesterov: false, weightDecay: 0 } as const },
      { batchSize: 90 },
    ];
    for (const spec of wrong)
      expect(() => createTraining({ ...sampleTraining(spec), resume: state })).toThrow(RangeError);
  });
});

function withoutTimes(event: TrainingEvent): object {
  const { imagesPerSecond: _, seconds: __, ...rest } = { imagesPerSecond: 0, seconds: 0, ...event };
  return rest;
}
