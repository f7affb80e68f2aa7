import { expect, test } from "vitest";
import { returnPath, withReturn } from "./return-path.ts";

test.each([
  ["/runs/1?tab=log#end", "/runs/1?tab=log#end"],
  ["/", "/"],
])("%s is a path of this site", (next, expected) => {
  expect(returnPath(next)).toBe(expected);
});

test.each([
  undefined,
  "",
  ["/a", "/b"],
  "runs",
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "/\t/elsewhere.example/",
  "javascript:alert(1)",
  "//",
])("%j is not", (next) => {
  expect(returnPath(next)).toBe("/experiments");
});

test("withReturn keeps the place in the address", () => {
  expect(withReturn("/sign-up", "/runs/1?a=b")).toBe("/sign-up?next=%2Fruns%2F1%3Fa%3Db");
  expect(withReturn("/sign-up", "/experiments")).toBe("/sign-up");
});
