import { expect, test } from "vitest";
import { paretoFront } from "./pareto-front.ts";

const model = (parameters: number, testAccuracy: number) => ({ parameters, testAccuracy });

test("keeps what nothing else beats in both", () => {
  const small = model(8_000, 0.61);
  const middle = model(30_000, 0.72);
  const large = model(500_000, 0.84);
  expect(paretoFront([large, model(40_000, 0.7), small, model(600_000, 0.84), middle])).toEqual([small, middle, large]);
});

test("of equal sizes the more accurate, of equal accuracies the smaller", () => {
  expect(paretoFront([model(10, 0.5), model(10, 0.6), model(20, 0.6)])).toEqual([model(10, 0.6)]);
  expect(paretoFront([])).toEqual([]);
});
