import { describe, expect, it } from "vitest";
import { changeTags, tag } from "./tags.ts";

describe("tags", () => {
  it("keep their order, and none stands twice", () => {
    expect(changeTags(["a", "b", "c"], { add: ["d", "a", "d"], remove: ["b"] })).toEqual(["a", "c", "d"]);
    expect(changeTags([], {})).toEqual([]);
  });

  it("are trimmed, short and visible", () => {
    expect(tag.parse("  lab 2 ")).toBe("lab 2");
    expect(tag.parse("größer")).toBe("größer");
    expect(tag.parse("a\n b")).toBe("a b");
    for (const bad of ["", "   ", "x".repeat(31), "a\u202eb", "a\u0000"]) {
      expect(tag.safeParse(bad).success).toBe(false);
    }
  });
});
