import { expect, test } from "vitest";
import { slotColor, slotMarker } from "./slots.ts";

test("fifty runs differ in colour or shape, and neighbours in both", () => {
  const looks = Array.from({ length: 50 }, (_, slot) => `${slotColor(slot)} ${slotMarker(slot)}`);
  expect(new Set(looks).size).toBe(50);
  expect(slotColor(0)).not.toBe(slotColor(1));
  expect(slotMarker(0)).not.toBe(slotMarker(1));
});
