"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { inference } from "./inference.ts";
import type { Classification } from "./inference-client.ts";
import type { ReadyModel } from "./messages.ts";
import { NewestOnly } from "./newest-only.ts";

export type ClassifierState =
  | { status: "idle" }
  /** `totalBytes` is 0 until the manifest has said how much there is. */
  | { status: "loading"; receivedBytes: number; totalBytes: number }
  | { status: "ready"; model: ReadyModel }
  | { status: "failed"; message: string };

/** Loads the model with this manifest in the inference worker, keeps its files if so asked, and says how far that is. */
export function useClassifier(manifestSha256: string | null, keep = false): ClassifierState & { retry: () => void } {
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
        keep,
        onProgress: (receivedBytes, totalBytes) => unlessGone({ status: "loading", receivedBytes, totalBytes }),
      })
      .then((model) => unlessGone({ status: "ready", model }))
      .catch((error: Error) => unlessGone({ status: "failed", message: error.message }));
    return () => controller.abort();
  }, [manifestSha256, keep, attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { ...state, retry };
}

export type ClassificationState = { result: Classification | null; error: string | null };

/**
 * Classifies one picture, uint8 [height, width, channels], as often as it changes: one at a time, the newest next, so that
 * a moving picture is answered as fast as the model can and no faster. The last answer stays until the next one is there,
 * so that nothing flickers while a frame is dragged.
 */
export function useClassification(
  manifestSha256: string | null,
  pixels: Uint8Array<ArrayBuffer> | null,
): ClassificationState {
  const [state, setState] = useState<ClassificationState>({ result: null, error: null });
  const wanted = useRef(false);
  const [classifying, setClassifying] = useState<NewestOnly<Uint8Array<ArrayBuffer>> | null>(null);

  useEffect(() => {
    if (manifestSha256 === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const newest = new NewestOnly<Uint8Array<ArrayBuffer>>(async (picture) => {
      const next = await inference.classify(manifestSha256, picture, 1, { signal }).then(
        (result) => ({ result, error: null }),
        (error: Error) => ({ result: null, error: error.message }),
      );
      if (!signal.aborted && wanted.current) setState(next);
    });
    setClassifying(newest);
    return () => {
      controller.abort();
      newest.clear();
      setClassifying(null);
      setState({ result: null, error: null });
    };
  }, [manifestSha256]);

  useEffect(() => {
    wanted.current = pixels !== null;
    if (pixels) {
      classifying?.push(pixels);
    } else {
      classifying?.clear();
      setState({ result: null, error: null });
    }
  }, [classifying, pixels]);

  return state;
}
