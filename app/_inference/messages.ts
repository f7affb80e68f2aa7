/** What the page and the inference worker say to each other. Every answer names the request it belongs to. */
import type { ImageShape } from "#domain/architectures/layers";

export const BACKENDS = ["webgl", "wasm", "cpu"] as const;
export type BackendName = (typeof BACKENDS)[number];

/** A backend that was tried and left, and why: shown to whoever wonders about the speed. */
export type PassedOver = { backend: BackendName; reason: string };

/** A model that has been fetched, checked, built and tested against its golden outputs in this browser. */
export type ReadyModel = {
  manifestSha256: string;
  classes: string[];
  /** Height, width, channels. */
  inputShape: ImageShape;
  backend: BackendName;
  passedOver: PassedOver[];
  /** Largest difference in probability from the trainer's answers, over all golden images. */
  goldenDifference: number;
  goldenImages: number;
  /** From the first request to ready, in milliseconds. */
  loadMilliseconds: number;
  bytes: number;
  /** All of it, the manifest and a backbone that other models share included. */
  files: { sha256: string; bytes: number }[];
};

export type InferenceRequest =
  /** `keep`: its files are kept for when there is no connection. */
  | { type: "load"; id: number; manifestSha256: string; keep: boolean }
  /** `pixels` is uint8 [count, height, width, channels]. */
  | { type: "classify"; id: number; manifestSha256: string; pixels: Uint8Array<ArrayBuffer>; count: number }
  /** Stops the request `id` if it is still under way; it then fails as `cancelled`. */
  | { type: "cancel"; id: number };

export type InferenceResponse =
  /** Said once, when the worker's script has been loaded and can take requests. */
  | { type: "started" }
  | { type: "progress"; id: number; receivedBytes: number; totalBytes: number }
  | { type: "loaded"; id: number; model: ReadyModel }
  /**
   * `probabilities` is float32 [count, classes]. `model` is what answered: the backend may have changed since it was
   * loaded, when a browser takes the graphics device away.
   */
  | { type: "classified"; id: number; probabilities: Float32Array; milliseconds: number; model: ReadyModel }
  | { type: "failed"; id: number; cancelled: boolean; message: string };
