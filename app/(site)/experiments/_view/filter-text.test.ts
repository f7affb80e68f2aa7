import { expect, test } from "vitest";
import { findRunColumn, type RunColumn } from "#domain/runs/run-columns";
import { columnHead, columnText } from "./column-text.ts";
import { filterText, typedToValue } from "./filter-text.ts";

const column = (id: string): RunColumn => findRunColumn(id) ?? expect.fail(`There is no column ${id}.`);

test("accuracies are typed in per cent and kept as fractions", () => {
  const accuracy = column("validationAccuracy.best");
  expect(typedToValue(accuracy, "7.1")).toBe("0.071");
  expect(filterText({ column: "validationAccuracy.best", is: "ge", value: "0.071" })).toBe(
    "Validation accuracy, best ≥ 7.1 %",
  );
  expect(typedToValue(accuracy, "high")).toBe("high");
  expect(typedToValue(column("learningRate"), " 1e-3 ")).toBe("1e-3");
});

test("filters read as sentences do", () => {
  expect(filterText({ column: "learningRate", is: "lt", value: "0.01" })).toBe("Learning rate < 0.01");
  expect(filterText({ column: "tags", is: "has", value: "lab 2" })).toBe("Tag: lab 2");
  expect(filterText({ column: "flip", is: "eq", value: "true" })).toBe("Mirrored = yes");
  expect(filterText({ column: "duration", is: "gt", value: "60" })).toBe("Duration > 60 s");
});

test("counts are whole, however great", () => {
  expect(columnText(column("bestEpoch"), 7)).toBe("7");
  expect(columnText(column("bestEpoch"), 1234)).toBe("1,234");
  expect(columnText(column("imagesPerSecond.last"), 1234.4)).toBe("1,234");
});

test("values are written by their quantity, and what is not there is left empty", () => {
  expect(columnHead(column("test"))).toBe("Test, %");
  expect(columnHead(column("trainAccuracy.last"))).toBe("Train accuracy, last, %");
  expect(columnText(column("trainAccuracy.last"), 0.71234)).toBe("71.23");
  expect(columnText(column("validationLoss.min"), 0.81)).toBe("0.810");
  expect(columnText(column("validationLoss.last"), Number.NaN)).toBe("NaN");
  expect(columnText(column("learningRate"), 0.001)).toBe("0.001");
  expect(columnText(column("batchSize"), 32)).toBe("32");
  expect(columnText(column("flip"), false)).toBe("no");
  expect(columnText(column("momentum"), null)).toBe("");
  expect(columnText(column("trainingSubset"), null)).toBe("all");
});
