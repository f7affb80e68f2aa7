import { expect, test } from "vitest";
import { storableText } from "./storable-text.ts";

test("text keeps what jsonb can hold, up to its limit", () => {
  expect(storableText("a\0b ü 🌱", 100)).toBe("ab ü 🌱");
  expect(storableText("abc", 2)).toBe("ab");
});

test("a pair that is cut in two, at either end, leaves a replacement character", () => {
  expect(storableText("🌱🌱", 3)).toBe("🌱\ufffd");
  expect(storableText("🌱🌱".slice(1), 9)).toBe("\ufffd🌱");
});
