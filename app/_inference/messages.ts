/** What the page and the inference worker say to each other. Every answer names the request it belongs to. */
import type { ImageShape, Layer } from "#domain/architectures/layers";
import type { DatasetId } from "#domain/datasets/catalogue";
import type { BackendName } from "#domain/models/backends";
import type { Explanation, Question } from "./explain-messages.ts";

/** A backend that was tried and left, and why: shown to whoever wonders about the speed. */
export type PassedOver = { backend: BackendName; reason: string };

/** What computes a model's answers. It may change after the model was loaded, when a browser takes the graphics device away. */
export type RunsOn = { backend: BackendName; passedOver: PassedOver[] };

/** A model that has been fetched, checked, built and tested against its golden outputs in this browser. */
export type ReadyModel = RunsOn & {
  manifestSha256: string;
  classes: string[];
  /** Height, width, channels. */
  inputShape: ImageShape;
  layers: Layer[];
  /** Largest difference in probability from the trainer's answers, over all golden images. */
  goldenDifference: number;
  goldenImages: number;
  /** From the first request to ready, in milliseconds. */
  loadMilliseconds: number;
  /** Of these, from the moment its bytes were there: building it and computing its golden images. */
  warmUpMilliseconds: number;
  bytes: number;
  /** All of it: the manifest, a backbone that other models share, and the index of neighbours. */
  files: { sha256: string; bytes: number }[];
  /** How many training pictures it was published with, and of which data set; null without. */
  neighbours: { images: number; dataset: DatasetId } | null;
};

/** What a network answered to the next pictures of the test set. */
export type TestedPictures = {
  /** Number in the test set of the first of them; 0 begins the test, anew where a backend was given up meanwhile. */
  first: number;
  /** True class of each. */
  labels: Uint8Array;
  /** The most probable classes of each, best first, and their probabilities, as in domain/runs/test-predictions.ts. */
  top: Uint8Array;
  probabilities: Float32Array;
  /** Pictures that are tested in all. */
  count: number;
  /** Since the first picture was asked for, and of these the time in which the network computed. */
  milliseconds: number;
  computeMilliseconds: number;
  model: ReadyModel;
};

/** Besides what it asks for, each request may say by what shared link its page is looked at: some models need it. */
type Asked = { id: number; manifestSha256: string; share?: string };

export type InferenceRequest =
  /** `keep`: its files are kept for when there is no connection. */
  | ({ type: "load"; keep: boolean } & Asked)
  /** `pixels` is uint8 [count, height, width, channels]. */
  | ({ type: "classify"; pixels: Uint8Array<ArrayBuffer>; count: number } & Asked)
  /** `pixels` is uint8 [height, width, channels]. */
  | ({ type: "explain"; pixels: Uint8Array<ArrayBuffer>; question: Question } & Asked)
  /** Classifies the published test pictures that `indexSha256` names, as many as the trainer tested the model on. */
  | ({ type: "test"; indexSha256: string } & Asked)
  /** Said to a worker that takes the place of one that hung: what that one hung in, and is not tried again. */
  | { type: "exclude"; passedOver: PassedOver[] }
  /** Stops the request `id` if it is still under way; it then fails as `cancelled`. */
  | { type: "cancel"; id: number };

export type InferenceResponse =
  /** Said once, when the worker's script has been loaded and can take requests. */
  | { type: "started" }
  | { type: "progress"; id: number; receivedBytes: number; totalBytes: number }
  | { type: "loaded"; id: number; model: ReadyModel }
  /** `probabilities` is float32 [count, classes]. Said for every picture, so no more than is needed. */
  | ({ type: "classified"; id: number; probabilities: Float32Array; milliseconds: number; classes: string[] } & RunsOn)
  /** How far an explanation is. */
  | { type: "advanced"; id: number; done: number; total: number }
  | { type: "explained"; id: number; explanation: Explanation; milliseconds: number }
  | ({ type: "tested"; id: number } & TestedPictures)
  | { type: "test-ended"; id: number }
  /** A backend has been given work that it should have done after so many milliseconds; `worked` says that it has. */
  | { type: "working"; backend: BackendName; milliseconds: number }
  | { type: "worked" }
  | { type: "failed"; id: number; cancelled: boolean; message: string };
