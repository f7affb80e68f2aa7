"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { NO_CLASS, type TestPredictions, TOP } from "#domain/runs/test-predictions";
import { inference } from "./inference.ts";
import type { ReadyModel, TestedPictures } from "./messages.ts";

/** How far a test has come. `predictions` holds the first `done` of `count` answers. */
export type OwnTestProgress = {
  predictions: TestPredictions;
  done: number;
  count: number;
  milliseconds: number;
  computeMilliseconds: number;
  model: ReadyModel;
};

type Tested = OwnTestProgress & { status: "running" | "stopped" | "done" };
export type OwnTest =
  | { status: "idle" }
  /** `totalBytes` is 0 until the manifest has said how much there is. */
  | { status: "loading"; receivedBytes: number; totalBytes: number }
  | Tested
  | { status: "failed"; message: string };

/** Classifies the published test pictures with a model, in this browser; leaving the page stops it. */
export function useOwnTest(manifestSha256: string): {
  test: OwnTest;
  start: (index: string) => void;
  stop: () => void;
} {
  const [test, setTest] = useState<OwnTest>({ status: "idle" });
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const start = useCallback(
    (indexSha256: string) => {
      underWay.current?.abort();
      const controller = new AbortController();
      underWay.current = controller;
      const unlessGone = (next: (current: OwnTest) => OwnTest) => {
        if (!controller.signal.aborted) setTest(next);
      };
      setTest({ status: "loading", receivedBytes: 0, totalBytes: 0 });
      inference
        .test(manifestSha256, indexSha256, {
          signal: controller.signal,
          onProgress: (receivedBytes, totalBytes) =>
            unlessGone(() => ({ status: "loading", receivedBytes, totalBytes })),
          onTested: (tested) => unlessGone((current) => ({ status: "running", ...grown(current, tested) })),
        })
        .then(() => unlessGone((current) => (isTesting(current) ? { ...current, status: "done" } : current)))
        .catch((error: Error) => unlessGone(() => ({ status: "failed", message: error.message })));
    },
    [manifestSha256],
  );

  const stop = useCallback(() => {
    underWay.current?.abort();
    setTest((current) => (isTesting(current) ? { ...current, status: "stopped" } : { status: "idle" }));
  }, []);

  return { test, start, stop };
}

const isTesting = (test: OwnTest): test is Tested => test.status === "running";

/** What was known with the next answers. A test that begins anew, on another backend, forgets the answers before. */
function grown(current: OwnTest, tested: TestedPictures): OwnTestProgress {
  const { first, labels, top, probabilities, count, milliseconds, computeMilliseconds, model } = tested;
  const before = first > 0 && isTesting(current) ? current.predictions : blank(count, model.classes.length);
  const predictions = { ...before };
  predictions.labels.set(labels, first);
  predictions.top.set(top, TOP * first);
  predictions.probabilities.set(probabilities, TOP * first);
  return { predictions, done: first + labels.length, count, milliseconds, computeMilliseconds, model };
}

const blank = (count: number, classes: number): TestPredictions => ({
  classes,
  labels: new Uint8Array(count),
  top: new Uint8Array(TOP * count).fill(NO_CLASS),
  probabilities: new Float32Array(TOP * count),
});
