import { expect, test } from "vitest";
import { topClasses } from "./top-classes.ts";
import { verdict } from "./verdict.ts";

const ship = { name: "ship", probability: 0.748 };
const plane = { name: "airplane", probability: 0.768 };

test.each([
  [[], "What is in your picture?"],
  [[null, null], "What is in your picture?"],
  [[plane], "Airplane, 76.8\u00a0%"],
  [[plane, null], "The models are at work"],
  [[plane, ship], "Two models disagree"],
  [[ship, ship, { ...ship, probability: 0.4 }], "Three models say ship"],
])("%j", (answers, heading) => {
  expect(verdict(answers)).toBe(heading);
});

test("topClasses puts the likeliest first and keeps the order of equals", () => {
  const probabilities = Float32Array.of(0.25, 0.5, 0.25, 0);
  expect(topClasses(probabilities, ["a", "b", "c", "d"], 3).map(({ name }) => name)).toEqual(["b", "a", "c"]);
});
