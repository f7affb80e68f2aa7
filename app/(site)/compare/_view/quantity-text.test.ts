import { expect, test } from "vitest";
import { quantityText } from "./quantity-text.ts";

test("whole numbers are written exactly: a seed that is rounded is another seed", () => {
  expect(quantityText(undefined, 4_294_967_295)).toBe("4,294,967,295");
  expect(quantityText(undefined, 1_234_567)).toBe("1,234,567");
  expect(quantityText(undefined, 9999)).toBe("9999");
  expect(quantityText(undefined, 0)).toBe("0");
});

test("others are as people write them", () => {
  expect(quantityText("rate", 0.001)).toBe("0.001");
  expect(quantityText("rate", 1e-7)).toBe("1e-7");
});
