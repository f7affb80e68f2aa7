import { describe, expect, it, test } from "vitest";
import { drawSheet, svgText, wrapWords } from "./svg-drawing.ts";

test("words in a drawing stay words, whatever they hold", () => {
  expect(svgText(12.34, 5, '<b>"&', 'fill="#151a17"')).toBe(
    '<text x="12.3" y="5" fill="#151a17">&lt;b>&quot;&amp;</text>',
  );
});

describe("a sheet", () => {
  it("is as large on paper as on the screen, 96 px to the inch", () => {
    const { svg, width, height } = drawSheet({ title: "Scatter", width: 456, height: 200, content: "<path/>" });
    expect(width).toBe(480);
    expect(svg).toContain('width="127.00mm"');
    expect(svg).toContain(`height="${((height / 96) * 25.4).toFixed(2)}mm"`);
    expect(svg).toContain(`viewBox="0 0 480 ${height}"`);
  });

  it("grows by the lines that a long title takes, so that nothing is cut", () => {
    const sheet = (title: string) => drawSheet({ title, width: 300, height: 100, content: "" });
    const long = sheet('twelve layers & <seven> "heads", '.repeat(4));
    expect(long.svg.match(/<text /g)?.length).toBeGreaterThan(2);
    expect(long.height).toBeGreaterThan(sheet("short").height);
    expect(long.svg).toContain("&amp; &lt;seven>");
  });
});

describe("wrapped words", () => {
  it("keep every word, in lines that fit", () => {
    const words = "Green: the Pareto front. Whiskers are 95 % intervals.";
    const lines = wrapWords(words, 120, 11);
    expect(lines.join(" ")).toBe(words);
    for (const line of lines) expect(line.length * 11 * 0.58).toBeLessThanOrEqual(120);
  });

  it("break only what is longer than a line", () => {
    expect(wrapWords("a bbbbbbbbbbbb", 58, 10)).toEqual(["a", "bbbbbbbbbb", "bb"]);
    expect(wrapWords("", 100, 10)).toEqual([]);
  });
});
