import { describe, expect, it } from "vitest";
import { isOfOneScript } from "./one-script.ts";
import { visibleLines, visibleText } from "./visible-text.ts";

const name = visibleText("A name", { min: 1, max: 20 }, "Give it a name.");
const problem = (text: string) => name.safeParse(text).error?.issues[0]?.message;

describe("text that others see", () => {
  it.each([
    ["  two \n lines\u00A0here ", "two lines here"],
    ["Zu\u0308rich", "Zürich"],
    ["x², 5 % → <b>", "x², 5 % → <b>"],
    ["❤\uFE0F 🐙", "❤\uFE0F 🐙"],
    ["שָׁלוֹם नमस्ते", "שָׁלוֹם नमस्ते".normalize("NFC")],
  ])("keeps %j as %j", (given, kept) => expect(name.parse(given)).toBe(kept));

  it.each([
    ["a right-to-left override", "gnp\u202Egpj"],
    ["an isolate", "a\u2066b"],
    ["a zero-width space", "a\u200Bb"],
    ["a zero-width joiner", "a\u200Db"],
    ["a soft hyphen", "a\u00ADb"],
    ["a control", "a\u0007b"],
    ["a tag character", "a\u{E0041}b"],
    ["a filler", "a\u3164b"],
    ["a variation of a letter", "a\uFE0Fb"],
    ["a private character", "a\uE000b"],
  ])("refuses %s", (_, text) => expect(problem(text)).toBe("A name has no invisible characters."));

  it("has a length, and no pile of accents", () => {
    expect(problem(" \u3000 ")).toBe("Give it a name.");
    expect(problem("x".repeat(21))).toBe("A name has at most 20 characters.");
    expect(problem(" ".repeat(90))).toBe("A name has at most 20 characters.");
    expect(problem(`Z${"\u0335".repeat(5)}`)).toBe("A name has at most four accents on one letter.");
  });
});

describe("lines that others see", () => {
  const lines = visibleLines("A note", 1000);

  it("stay as they were written", () => {
    const text = " a\tb\r\n\n- Zu\u0308rich, family 👩\u200D👧, \u200Fעברית ";
    expect(lines.parse(text)).toBe(text);
  });

  it.each(["\0", "\u001B[2J", "\u0085", "\u202E", "\u2067"])("hold no %j", (sign) =>
    expect(lines.safeParse(`a${sign}b`).error?.issues[0]?.message).toMatch(/A note has no control characters/),
  );
});

describe("isOfOneScript", () => {
  it.each(["Ada 2", "Жанна д.", "Ὅμηρος", "田中 さくら", "ラーメン", "김 Lee", "陳 Chen", "नमस्ते", "123"])(
    "is true of %s",
    (text) => expect(isOfOneScript(text)).toBe(true),
  );

  // The letters that deceive are written by their numbers.
  it.each(["\u0410da", "p\u0430ypal", "Gr\u03BFot", "\u0555scar", "Жанна Lee", "\u13AAda"])("is false of %s", (text) =>
    expect(isOfOneScript(text)).toBe(false),
  );
});
