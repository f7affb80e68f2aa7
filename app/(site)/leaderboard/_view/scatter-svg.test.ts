import { expect, test } from "vitest";
import { scatterSvg } from "./scatter-svg.ts";

const model = (name: string, parameters: number, testAccuracy: number, onFront: boolean) => ({
  name,
  parameters,
  testAccuracy,
  onFront,
  interval: 0.009,
  bytes: 4 * parameters,
  trainingSeconds: 90,
});

test("a drawing on its own: every model, no variables of the theme, names as text", () => {
  const { svg, width, height } = scatterSvg(
    [model('<b>"&', 282_250, 0.7287, true), model("scratch", 525_898, 0.6485, false)],
    "parameters",
  );
  expect([width, height]).toEqual([880, 428]);
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(svg).not.toContain("var(");
  expect(svg).toContain("&lt;b>&quot;&amp;");
  expect(svg).toContain("parameters, log scale");
});
