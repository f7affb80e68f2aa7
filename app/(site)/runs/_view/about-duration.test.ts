import { expect, test } from "vitest";
import { aboutParts, formatAbout } from "./about-duration.ts";

test("short estimates are whole seconds, at least one", () => {
  expect([0, 0.4, 8.2, 9.6, 111.7].map(formatAbout).map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "1 s",
    "1 s",
    "8 s",
    "10 s",
    "1 min 52 s",
  ]);
});

test("parts say the same", () => {
  expect(aboutParts(8.2)).toEqual([{ value: "8", unit: "s" }]);
  expect(aboutParts(86)).toEqual([
    { value: "1", unit: "min" },
    { value: "26", unit: "s" },
  ]);
});
