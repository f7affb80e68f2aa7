import { describe, expect, it } from "vitest";
import { measured } from "./measured.ts";
import { stringifyMeasured } from "./stringify-measured.ts";

describe("measured", () => {
  it.each([0.1 + 0.2, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null])(
    "keeps %s through JSON",
    (value) => {
      expect(measured.parse(JSON.parse(stringifyMeasured(value)))).toBe(value === 0 ? 0 : value);
    },
  );
  it("refuses other text", () => expect(measured.safeParse("1").success).toBe(false));
});
