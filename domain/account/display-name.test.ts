import { describe, expect, it } from "vitest";
import { displayName, displayNameKey } from "./display-name.ts";

describe("displayName", () => {
  it.each([
    ["Ada Lovelace", "Ada Lovelace"],
    ["  two   spaces ", "two spaces"],
    ["Łukasz-2.0_x", "Łukasz-2.0_x"],
    ["ｆｕｌｌ", "full"],
    ["नमस्ते", "नमस्ते"],
  ])("keeps %j as %j", (given, kept) => expect(displayName.parse(given)).toBe(kept));

  it.each([
    ["a", /at least 2/],
    ["x".repeat(33), /at most 32/],
    ["ada\u202Eecila", /no invisible/],
    ["ada\u200Bb", /no invisible/],
    ["\u0410da Lovelace", /letters of one script/],
    ["ada\u3164", /no invisible/],
    ["ada\u1160", /no invisible/],
    ["ada\uFE0F", /no invisible/],
    ["ada\u034F", /no invisible/],
    ["<b>ada</b>", /only letters/],
    ["ada@example.org", /only letters/],
    ["-- --", /at least one letter/],
  ])("refuses %j", (given, reason) => expect(displayName.safeParse(given).error?.issues[0]?.message).toMatch(reason));
});

describe("displayNameKey", () => {
  it("is one for names that read alike", () => {
    for (const name of ["ADA  lovelace", " ada lovelace", "Ａda Lovelace"]) {
      expect(displayNameKey(name)).toBe(displayNameKey("Ada Lovelace"));
    }
    expect(displayNameKey("Ada L")).not.toBe(displayNameKey("Ada Lovelace"));
  });
});
