"use client";
import { useCallback, useEffect, useState } from "react";
import type { ExplanationOf, Question } from "./explain-messages.ts";
import { inference } from "./inference.ts";

export type ExplanationState =
  | { status: "idle" }
  /** `total` is 0 where there are no steps to count. */
  | { status: "working"; done: number; total: number }
  | { status: "ready"; milliseconds: number }
  | { status: "cancelled" }
  | { status: "failed"; message: string };

const WORKING: ExplanationState = { status: "working", done: 0, total: 0 };

/**
 * Asks the model with this manifest a question about a picture, uint8 [height, width, channels], anew whenever the picture
 * or the question changes; the newest wins. Null for a picture or question that is not there yet. The latest answer to the
 * question stays while the next picture's is computed, so that nothing flickers while a frame is dragged.
 */
export function useExplanation<Kind extends Question["kind"]>(
  manifestSha256: string,
  pixels: Uint8Array<ArrayBuffer> | null,
  question: Extract<Question, { kind: Kind }> | null,
): ExplanationState & { latest: ExplanationOf<Kind> | null; cancel: () => void; retry: () => void } {
  const [state, setState] = useState<ExplanationState>({ status: "idle" });
  const [latest, setLatest] = useState<{ asked: string; explanation: ExplanationOf<Kind> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [controller, setController] = useState<AbortController | null>(null);
  /** Questions are few numbers and names: equal ones are the same. */
  const asked = question && JSON.stringify(question);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    if (pixels === null || asked === null) {
      setState({ status: "idle" });
      return;
    }
    const current = new AbortController();
    setController(current);
    setState(WORKING);
    const unlessGone = (next: ExplanationState) => {
      if (!current.signal.aborted) setState(next);
    };
    inference
      .explain(manifestSha256, pixels, JSON.parse(asked) as Question, {
        signal: current.signal,
        onAdvance: (done, total) => unlessGone({ status: "working", done, total }),
      })
      .then(({ explanation, milliseconds }) => {
        if (!current.signal.aborted) setLatest({ asked, explanation: explanation as ExplanationOf<Kind> });
        unlessGone({ status: "ready", milliseconds });
      })
      .catch((error: Error) => unlessGone({ status: "failed", message: error.message }));
    return () => current.abort();
  }, [manifestSha256, pixels, asked, attempt]);

  const cancel = useCallback(() => {
    controller?.abort();
    setState({ status: "cancelled" });
  }, [controller]);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  // In the moment in which the question changes, what is ready is the answer to the one before.
  const now = state.status === "ready" && latest?.asked !== asked ? WORKING : state;
  const isShown = latest?.asked === asked && (now.status === "working" || now.status === "ready");
  return { ...now, latest: isShown ? latest.explanation : null, cancel, retry };
}
