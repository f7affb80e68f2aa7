import { expect, it } from "vitest";
import { hoursInWords } from "./hours-in-words.ts";

it.each([
  [0, "0 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [3_599, "59 min"],
  [5_400, "1 h 30 min"],
  [86_400, "24 h"],
])("%d seconds are %j", (seconds, words) => {
  expect(hoursInWords(seconds)).toBe(words);
});
