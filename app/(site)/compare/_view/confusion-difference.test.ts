import { expect, test } from "vitest";
import { confusionDifference, differenceNumbers } from "./confusion-difference.ts";

test("more right answers and fewer mistakes are better", () => {
  const difference = confusionDifference(
    [
      [90, 10],
      [30, 70],
    ],
    [
      [70, 30],
      [30, 70],
    ],
  );
  expect(difference).toEqual({
    unit: "images",
    cells: [
      [
        { value: 20, better: 1, share: 1 },
        { value: -20, better: 1, share: 1 },
      ],
      [
        { value: 0, better: 0, share: 0 },
        { value: 0, better: 0, share: 0 },
      ],
    ],
  });
  expect(
    confusionDifference(
      [
        [1, 1],
        [0, 2],
      ],
      [
        [2, 0],
        [1, 1],
      ],
    )
      ?.cells.flat()
      .map(({ better }) => better),
  ).toEqual([-1, -1, 1, 1]);
});

test("tests of different size are compared by shares of the true class", () => {
  const difference = confusionDifference(
    [
      [5, 5],
      [0, 10],
    ],
    [
      [80, 20],
      [50, 50],
    ],
  );
  expect(difference?.unit).toBe("points");
  expect(difference?.cells.map((row) => row.map(({ value }) => value))).toEqual([
    [-30, 30],
    [-50, 50],
  ]);
  expect(difference && differenceNumbers(difference, ["cat", "dog"])).toEqual({
    head: ["truth / answer, percentage points", "cat", "dog"],
    rows: [
      ["cat", -30, 30],
      ["dog", -50, 50],
    ],
  });
  expect(
    confusionDifference(
      [[1]],
      [
        [1, 0],
        [0, 1],
      ],
    ),
  ).toBeNull();
});
