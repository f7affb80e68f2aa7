import { expect, test } from "vitest";
import { historyCsv, predictionsCsv } from "./run-files.ts";

test("a history keeps losses that are no number, by name", () => {
  const text = historyCsv([
    {
      epoch: 1,
      trainLoss: Number.NaN,
      trainAccuracy: 0.1,
      validationLoss: null,
      validationAccuracy: 0.1,
      seconds: 2.5,
      imagesPerSecond: 4000,
    },
  ]);
  expect(text.split("\r\n")[1]).toBe("1,NaN,0.1,,0.1,2.5,4000");
});

test("predictions name classes, and leave empty what a network of two classes has not", () => {
  const text = predictionsCsv(
    {
      classes: 2,
      labels: Uint8Array.of(1),
      top: Uint8Array.of(0, 1, 255),
      probabilities: Float32Array.of(0.75, 0.25, 0),
    },
    ["cat", "dog"],
  );
  expect(text).toBe(
    "image,truth,class 1,probability 1,class 2,probability 2,class 3,probability 3\r\n0,dog,cat,0.75,dog,0.25,,\r\n",
  );
});
