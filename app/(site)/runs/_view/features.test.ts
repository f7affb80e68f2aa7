import { expect, test } from "vitest";
import { featuresLeft } from "./features-left.ts";
import { stateInWords } from "./state-in-words.ts";

const features = { phase: "computing", done: 20_000, total: 60_000, imagesPerSecond: 200 } as const;

test("time is left by what is missing and how fast it comes", () => {
  expect(featuresLeft(features)).toBe(200);
  expect(featuresLeft({ ...features, done: 60_000 })).toBe(0);
  expect(featuresLeft({ ...features, imagesPerSecond: null })).toBeNull();
  expect(featuresLeft({ ...features, phase: "waiting" })).toBeNull();
});

test("a run says what it does with features, unless it is asked to end", () => {
  const run = { state: "running", command: "none", held: false } as const;
  expect(stateInWords({ ...run, features })).toBe("computing features");
  expect(stateInWords({ ...run, features: { ...features, phase: "checking" } })).toBe("checking features");
  expect(stateInWords({ ...run, features: { ...features, phase: "waiting" } })).toBe("waiting for features");
  expect(stateInWords({ ...run, command: "cancel", features })).toBe("being cancelled");
  expect(stateInWords({ ...run, features: null })).toBe("running");
});
