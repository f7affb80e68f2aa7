import { expect, test } from "vitest";
import { LIMITS } from "#domain/limits";
import { rangeText } from "./range-text.ts";

test("limits as a person would write them", () => {
  expect(rangeText(LIMITS.epochs)).toBe("1–200");
  expect(rangeText(LIMITS.batchSize)).toBe("1–2,048");
  expect(rangeText(LIMITS.learningRate)).toBe("1e-6–1");
  expect(rangeText(LIMITS.beta)).toBe("0–0.9999");
  expect(rangeText(LIMITS.validationFraction)).toBe("0.05–0.5");
});
