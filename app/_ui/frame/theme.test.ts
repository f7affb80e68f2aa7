import { describe, expect, it } from "vitest";
import { parseTheme, themeAttribute } from "./theme.ts";

describe("theme", () => {
  it("follows the system for anything but a known choice", () => {
    expect(["dark", "light", "system", "", "purple", undefined].map(parseTheme)).toEqual([
      "dark",
      "light",
      "system",
      "system",
      "system",
      "system",
    ]);
    expect(themeAttribute("system")).toBeUndefined();
    expect(themeAttribute("dark")).toBe("dark");
  });
});
