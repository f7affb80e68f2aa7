/**
 * The training loop. It knows no engine and no storage: it computes on whichever TensorFlow.js backend is active, yields
 * what happened, and gives its state to whoever wants to keep it.
 */
import type { ImageShape } from "#domain/architectures/layers";
import { partsOf, runningParts } from "#domain/architectures/layers-of";
import { trainTestSplit } from "#domain/datasets/split";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { initialWeights } from "../architectures/initial-weights.ts";
import { Network } from "../architectures/network.ts";
import { cutByWeight, type NamedWeights } from "../architectures/weight-specs.ts";
import { batchesOf, type LabelledImages } from "../data/batches.ts";
import type { FeatureRows } from "../data/examples.ts";
import { permutation } from "../data/random.ts";
import type { Standardisation } from "../data/standardise.ts";
import { type Evaluation, evaluate } from "../evaluation/evaluate.ts";
import { DivergedError } from "./diverged-error.ts";
import { createEagerLearner } from "./eager-learner.ts";
import type { CreateLearner, Learner } from "./learner.ts";
import type { BatchSums, TrainingEvent } from "./training-events.ts";
import type { BestEpoch, EpochSums, TrainingState } from "./training-state.ts";

export type TrainingOptions = {
  spec: ExperimentSpec;
  /** All training images of the data set, before the split. */
  data: LabelledImages;
  /** Answers of the spec's frozen layers, seen instead of the images, of which the labels are then all that is read. */
  features?: FeatureRows;
  /** Of the backbone's layers that are trained as well, folded; by name. */
  pretrained?: NamedWeights;
  /** Shape of one image, or of its features. */
  image: ImageShape;
  classes: number;
  standardisation: Standardisation;
  /** An engine's own way of training; without it, on the active TensorFlow.js backend. */
  createLearner?: CreateLearner;
  /** Milliseconds of any clock that only goes forward. */
  clock: () => number;
  /** Awaited after each event, so that the host gets to its messages and signals. */
  pause: () => Promise<void>;
  /** Validates on that many images only; for quick tries. */
  validationLimit?: number;
  /** State to go on from, of a training with the same spec and data. */
  resume?: TrainingState;
};

export type TrainedNetwork = {
  parameters: Float32Array<ArrayBuffer>;
  /** Epoch whose parameters these are, from 1. */
  epoch: number;
  /** Epochs trained. */
  epochs: number;
  endedEarly: boolean;
  seconds: number;
};

const noSums = (): EpochSums => ({ loss: 0, correct: 0, images: 0, seconds: 0 });

export class Training {
  readonly network: Network;
  readonly trainingImages: number;
  readonly validationImages: number;
  readonly stepsPerEpoch: number;
  /** Indices of the images that it trains on. */
  readonly trained: Int32Array;
  /** Indices of the images that it validates on. */
  readonly validation: Int32Array;

  readonly #options: TrainingOptions;
  readonly #learner: Learner;

  #epoch = 0;
  #step = 0;
  #sums = noSums();
  #seconds = 0;
  #best: BestEpoch | null = null;
  #stopping = false;
  #divergence: DivergedError | null = null;

  /** @throws RangeError when `resume` does not fit the spec, or features lack what they are needed for */
  constructor(options: TrainingOptions) {
    const { spec, data, features, image, classes, standardisation, validationLimit, resume } = options;
    const { createLearner = createEagerLearner } = options;
    const { flip, shift, cutout } = spec.augmentation;
    if (features && (shift > 0 || cutout > 0 || (flip && features.mirrored === null))) {
      throw new RangeError(
        "Features are computed once: of augmentation there is mirroring, where it was computed too.",
      );
    }
    if (spec.architecture.backbone && !features) throw new RangeError("A network on a backbone reads features.");
    this.#options = options;
    const parts = partsOf(spec.architecture, classes);
    this.network = new Network(runningParts(parts).trained, image);

    const split = trainTestSplit(data.labels.length, spec.split.validationFraction, spec.split.seed);
    this.trained = split.train.subarray(0, spec.trainingSubset ?? split.train.length);
    this.validation = split.test.subarray(0, validationLimit ?? split.test.length);
    this.trainingImages = this.trained.length;
    this.validationImages = this.validation.length;
    this.stepsPerEpoch = Math.ceil(this.trainingImages / spec.batchSize);

    if (resume) {
      if (resume.epoch > spec.epochs || resume.step > this.stepsPerEpoch) {
        throw new RangeError(`Epoch ${resume.epoch}, step ${resume.step} to go on from lies after the training's end.`);
      }
      this.#epoch = resume.epoch;
      this.#step = resume.step;
      this.#sums = { ...resume.sums };
      this.#seconds = resume.seconds;
      this.#best = resume.best;
    }
    this.#learner = createLearner({
      network: this.network,
      spec,
      data,
      features,
      image,
      classes,
      standardisation,
      lastBatch: this.trainingImages - (this.stepsPerEpoch - 1) * spec.batchSize,
      iterations: spec.epochs * this.stepsPerEpoch,
      thawed: new Set(parts.thawed.map(({ name }) => name)),
      state: resume ?? { parameters: this.#firstWeights() },
    });
  }

  /**
   * Trains to the end. Breaking off the iteration ends the training at its last event; `snapshot` still works then.
   *
   * @throws DivergedError when the loss is no longer finite, after the event that shows it: a snapshot is worth nothing then
   */
  async *run(): AsyncGenerator<TrainingEvent, void> {
    const { epochs } = this.#options.spec;
    while (this.#epoch < epochs && !(this.#stopping && this.#step === 0 && this.#epoch > 0)) {
      yield* this.#trainEpoch();
      yield* this.#validateEpoch();
    }
  }

  /** Lets the current epoch end and starts no other. */
  stopAfterEpoch(): void {
    this.#stopping = true;
  }

  /** The state as of the last event. Ask for the next event only when it is there. */
  async snapshot(): Promise<TrainingState> {
    return {
      ...(await this.#learner.state()),
      epoch: this.#epoch,
      step: this.#step,
      sums: { ...this.#sums },
      seconds: this.#seconds,
      best: this.#best,
    };
  }

  /** The trained network by the spec's rule of selection, once `run` has ended. */
  async result(): Promise<TrainedNetwork> {
    if (this.#epoch === 0) throw new Error("No epoch has ended yet, so there is no trained network.");
    return {
      parameters: this.#best?.parameters ?? (await this.#learner.state()).parameters,
      epoch: this.#best?.epoch ?? this.#epoch,
      epochs: this.#epoch,
      endedEarly: this.#epoch < this.#options.spec.epochs,
      seconds: this.#seconds,
    };
  }

  dispose(): void {
    this.#learner.dispose();
  }

  /** Drawn by the seed; those of a backbone as they were learnt. */
  #firstWeights(): Float32Array<ArrayBuffer> {
    const { spec, pretrained } = this.#options;
    const { weights } = this.network;
    const parameters = initialWeights(weights, spec.seed);
    for (const [i, part] of cutByWeight(weights, parameters).entries()) {
      const learnt = pretrained?.get(weights[i]?.name ?? "");
      if (learnt) part.set(learnt);
    }
    return parameters;
  }

  async *#trainEpoch(): AsyncGenerator<TrainingEvent> {
    const { spec, pause } = this.#options;
    const stream = { seed: spec.seed, purpose: "shuffle", step: this.#epoch } as const;
    const order = permutation(stream, this.trained.length).map((position) => this.trained[position] ?? 0);
    const batches = [...batchesOf(order, spec.batchSize)];
    while (this.#step < batches.length) {
      const since = await this.#trainOn(batches.slice(this.#step, this.#step + this.#learner.stepsPerCall));
      const { loss, correct, images, seconds } = this.#sums;
      yield {
        type: "batch",
        epoch: this.#epoch + 1,
        step: this.#step,
        stepsPerEpoch: this.stepsPerEpoch,
        loss: loss / images,
        accuracy: correct / images,
        imagesPerSecond: perSecond(images, seconds),
        since,
      };
      await pause();
      if (this.#divergence) throw this.#divergence;
    }
  }

  /** Ends with the batch whose loss is not finite, if there is one. */
  async #trainOn(batches: readonly Int32Array[]): Promise<BatchSums> {
    const { clock } = this.#options;
    const started = clock();
    const results = await this.#learner.train(batches, this.#epoch * this.stepsPerEpoch + this.#step + 1);
    const seconds = (clock() - started) / 1000;
    this.#seconds += seconds;
    this.#sums.seconds += seconds;
    const since = { loss: 0, correct: 0, images: 0 };
    for (const [i, { loss, correct }] of results.entries()) {
      const images = batches[i]?.length ?? 0;
      this.#step += 1;
      if (!Number.isFinite(loss)) this.#divergence = this.#diverged();
      for (const sums of [this.#sums, since]) {
        sums.images += images;
        sums.loss += loss * images;
        sums.correct += correct;
      }
      if (this.#divergence) break;
    }
    return since;
  }

  #diverged(): DivergedError {
    const { loss, correct, images } = this.#sums;
    const last = images > 0 ? { loss: loss / images, accuracy: correct / images } : null;
    return new DivergedError(this.#epoch + 1, this.#step, last);
  }

  async *#validateEpoch(): AsyncGenerator<TrainingEvent> {
    const { data, classes, clock, pause } = this.#options;
    const validation = evaluate({
      logits: (indices) => this.#learner.logits(indices),
      labels: data.labels,
      indices: this.validation,
      classes,
    });
    let seconds = 0;
    let started = clock();
    for await (const event of validation) {
      seconds += (clock() - started) / 1000;
      if (event.type === "progress") {
        yield { type: "validation", epoch: this.#epoch + 1, done: event.done, count: event.count };
        await pause();
      } else {
        yield await this.#endEpoch(event.evaluation, seconds);
        if (this.#divergence) throw this.#divergence;
      }
      started = clock();
    }
  }

  async #endEpoch({ loss, accuracy }: Evaluation, validationSeconds: number): Promise<TrainingEvent> {
    // The update that ended the epoch spoilt the weights.
    if (!Number.isFinite(loss)) this.#divergence = this.#diverged();
    const sums = this.#sums;
    this.#epoch += 1;
    this.#step = 0;
    this.#sums = noSums();
    this.#seconds += validationSeconds;
    if (this.#options.spec.select === "best-validation" && accuracy > (this.#best?.validationAccuracy ?? -1)) {
      const { parameters } = await this.#learner.state();
      this.#best = { epoch: this.#epoch, validationAccuracy: accuracy, parameters };
    }
    return {
      type: "epoch",
      epoch: this.#epoch,
      trainLoss: sums.loss / sums.images,
      trainAccuracy: sums.correct / sums.images,
      validationLoss: loss,
      validationAccuracy: accuracy,
      seconds: sums.seconds + validationSeconds,
      imagesPerSecond: perSecond(sums.images, sums.seconds),
    };
  }
}

/** Creates a training; see `Training`. */
export const createTraining = (options: TrainingOptions): Training => new Training(options);

const perSecond = (images: number, seconds: number): number => (seconds > 0 ? images / seconds : 0);
