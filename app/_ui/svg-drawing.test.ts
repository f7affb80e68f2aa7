import { expect, test } from "vitest";
import { svgText } from "./svg-drawing.ts";

test("words in a drawing stay words, whatever they hold", () => {
  expect(svgText(12.34, 5, '<b>"&', 'fill="#151a17"')).toBe(
    '<text x="12.3" y="5" fill="#151a17">&lt;b>&quot;&amp;</text>',
  );
});
