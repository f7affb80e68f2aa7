import { describe, expect, it } from "vitest";
import { readShareToken, shareToken } from "./share-token.ts";

const ID = "01890000-0000-7000-8000-0123456789ab";
const SECRET = "a-secret-for-tests-alone-0123456789";

describe("the token of a shared link", () => {
  const token = shareToken(ID, SECRET);

  it("names its share and fits into an address as it is", () => {
    expect(readShareToken(token, SECRET)).toBe(ID);
    expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("is worth nothing with any character changed, cut, added or spelt otherwise", () => {
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === "A" ? "B" : "A";
      expect(readShareToken(token.slice(0, i) + other + token.slice(i + 1), SECRET)).toBeNull();
    }
    for (const wrong of ["", token.slice(1), `${token}A`, `${token}=`, ` ${token}`, "é".repeat(43)]) {
      expect(readShareToken(wrong, SECRET)).toBeNull();
    }
  });

  it("is worth nothing under another secret", () => {
    expect(readShareToken(token, `${SECRET}!`)).toBeNull();
  });
});
