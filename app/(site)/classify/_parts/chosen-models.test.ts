import { expect, test } from "vitest";
import { chosenModels, modelsQuery } from "./chosen-models.ts";

const usable = ["a", "b", "c", "d", "e"].map((id) => ({ id }));
const ids = (wanted: string[]) => chosenModels(wanted, usable).map(({ id }) => id);

test("without a choice, the best model", () => {
  expect(ids([])).toEqual(["a"]);
  expect(ids(["gone"])).toEqual(["a"]);
  expect(chosenModels(["a"], [])).toEqual([]);
});

test("the order of the address, each once, at most three", () => {
  expect(ids(["c", "gone", "a", "c"])).toEqual(["c", "a"]);
  expect(ids(["e", "d", "c", "b"])).toEqual(["e", "d", "c"]);
});

test("modelsQuery", () => {
  expect(modelsQuery(["a", "b"])).toBe("?model=a&model=b");
});
