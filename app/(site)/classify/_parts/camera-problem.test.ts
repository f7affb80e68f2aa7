import { expect, test } from "vitest";
import { cameraProblem } from "./camera-problem.ts";

test.each([
  ["NotAllowedError", /refused.*Allow it/],
  ["NotFoundError", /No camera was found.*Connect one/],
  ["NotReadableError", /in use by another program.*Close that/],
  ["TypeError", /could not be started/],
])("%s says what to do", (name, words) => {
  expect(cameraProblem(new DOMException("", name))).toMatch(words);
});
