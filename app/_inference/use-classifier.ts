"use client";
import { useCallback, useEffect, useState } from "react";
import { type Classification, inference } from "./inference-client.ts";
import type { ReadyModel } from "./messages.ts";

export type ClassifierState =
  | { status: "idle" }
  /** `totalBytes` is 0 until the manifest has said how much there is. */
  | { status: "loading"; receivedBytes: number; totalBytes: number }
  | { status: "ready"; model: ReadyModel }
  | { status: "failed"; message: string };

/** Loads the model with this manifest in the inference worker, and says how far that is. */
export function useClassifier(manifestSha256: string | null): ClassifierState & { retry: () => void } {
  const [state, setState] = useState<ClassifierState>({ status: "idle" });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a new load
  useEffect(() => {
    if (manifestSha256 === null) {
      setState({ status: "idle" });
      return;
    }
    const controller = new AbortController();
    const unlessGone = (next: ClassifierState) => {
      if (!controller.signal.aborted) setState(next);
    };
    setState({ status: "loading", receivedBytes: 0, totalBytes: 0 });
    inference
      .load(manifestSha256, {
        signal: controller.signal,
        onProgress: (receivedBytes, totalBytes) => unlessGone({ status: "loading", receivedBytes, totalBytes }),
      })
      .then((model) => unlessGone({ status: "ready", model }))
      .catch((error: Error) => unlessGone({ status: "failed", message: error.message }));
    return () => controller.abort();
  }, [manifestSha256, attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { ...state, retry };
}

export type ClassificationState = { result: Classification | null; error: string | null };

/**
 * Classifies one picture, uint8 [height, width, channels], as often as it changes; the newest wins. The last answer
 * stays until the next one is there, so that nothing flickers while a frame is dragged.
 */
export function useClassification(
  manifestSha256: string | null,
  pixels: Uint8Array<ArrayBuffer> | null,
): ClassificationState {
  const [state, setState] = useState<ClassificationState>({ result: null, error: null });

  useEffect(() => {
    if (manifestSha256 === null || pixels === null) {
      setState({ result: null, error: null });
      return;
    }
    const controller = new AbortController();
    inference
      .classify(manifestSha256, pixels, 1, { signal: controller.signal })
      .then((result) => {
        if (!controller.signal.aborted) setState({ result, error: null });
      })
      .catch((error: Error) => {
        if (!controller.signal.aborted) setState({ result: null, error: error.message });
      });
    return () => controller.abort();
  }, [manifestSha256, pixels]);

  return state;
}
