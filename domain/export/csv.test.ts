import { describe, expect, it } from "vitest";
import { csvCell, csvLine, csvText } from "./csv.ts";

describe("csv", () => {
  it("quotes what would end a cell", () => {
    expect(csvLine(["a,b", 'say "so"', "two\nlines", "plain"])).toBe('"a,b","say ""so""","two\nlines",plain');
  });

  it("lets no text pass for a formula", () => {
    for (const text of [
      "=1+1",
      "+SUM(A1)",
      "-A1",
      "@cmd",
      "\t=1",
      "\r=1",
      "\n=1",
      " =1",
      "\u00A0@x",
      "＝1+1",
      "＠x",
      "-1+1",
      "+-5",
    ]) {
      expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
    }
    expect(csvCell('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
  });

  it("keeps numbers as they are, of a person or measured", () => {
    expect(csvLine([-0.5, "-3", "+2.5", "-1e-7", 1e-7, 0, 12n])).toBe("-0.5,-3,+2.5,-1e-7,1e-7,0,12");
    expect(csvLine([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBe("NaN,Infinity,'-Infinity");
  });

  it("writes times in UTC, truth as words, and nothing for what is not there", () => {
    expect(csvLine([new Date(Date.UTC(2026, 0, 2, 3, 4, 5)), true, null, undefined, ""])).toBe(
      "2026-01-02T03:04:05.000Z,true,,,",
    );
  });

  it("ends every line", () => {
    expect(csvText(["a", "b"], [[1, 2]])).toBe("a,b\r\n1,2\r\n");
    expect(csvText(["=a"], [])).toBe("'=a\r\n");
  });
});
