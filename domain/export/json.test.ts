import { describe, expect, it } from "vitest";
import { jsonText } from "./json.ts";

describe("a table as JSON", () => {
  it("is an object per row, with exact numbers and nothing as null", () => {
    const text = jsonText(["class", "accuracy"], [["cat", 0.1 + 0.2], ["dog"], [undefined, null]]);
    expect(JSON.parse(text)).toEqual([
      { class: "cat", accuracy: 0.30000000000000004 },
      { class: "dog", accuracy: null },
      { class: null, accuracy: null },
    ]);
  });

  it("stays JSON with what JSON has no word for", () => {
    const row = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 12n, new Date(0)];
    expect(JSON.parse(jsonText(["a", "b", "c", "d", "e"], [row]))).toEqual([
      { a: "NaN", b: "Infinity", c: "-Infinity", d: "12", e: "1970-01-01T00:00:00.000Z" },
    ]);
  });
});
