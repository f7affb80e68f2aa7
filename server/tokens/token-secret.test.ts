import { describe, expect, it } from "vitest";
import { createTokenSecret, hashOf, isToken } from "./token-secret.ts";

describe("a token", () => {
  it("is recognised, and never made twice", () => {
    const tokens = Array.from({ length: 200 }, createTokenSecret);
    expect(tokens.every(isToken)).toBe(true);
    expect(new Set(tokens).size).toBe(200);
    expect(new Set(tokens.map(hashOf)).size).toBe(200);
  });

  it("is none any more with one character changed, left out or added", () => {
    const token = createTokenSecret();
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "x" ? "y" : "x";
      expect(isToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBe(false);
      expect(isToken(`${token.slice(0, at)}${token.slice(at + 1)}`)).toBe(false);
    }
    for (const other of [`${token}0`, ` ${token}`, "", "cultivar_", "Bearer x"]) expect(isToken(other)).toBe(false);
  });
});
