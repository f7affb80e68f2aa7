import { expect, test } from "vitest";
import { testVerdict } from "./test-verdict.ts";

const tested = { count: 10_000, right: 6512, rightAtTrainer: 6512, differing: 0 };
const said = (parts: object) => {
  const { equal, title, text } = testVerdict({ ...tested, ...parts });
  return [equal, title, text.replaceAll("\u00a0", " ")];
};

test("the same answers are said to be the same", () => {
  expect(said({})).toEqual([
    true,
    "It equals the trainer's figure.",
    "65.12 %, and the same answer to each of 10,000 pictures.",
  ]);
});

test("without the trainer's answers only the figures are compared, and it says so", () => {
  expect(said({ differing: null })).toEqual([
    true,
    "It equals the trainer's figure.",
    "65.12 % of 10,000 pictures, as the trainer measured; its answers to the single pictures were not kept.",
  ]);
});

test("an equal figure that came about otherwise is not called the same", () => {
  expect(said({ differing: 2 })).toEqual([
    false,
    "It equals the trainer's figure, by other answers.",
    "65.12 % here and there. 2 pictures were answered otherwise.",
  ]);
});

test("another figure is told by how many pictures", () => {
  expect(said({ right: 6511, differing: 1 })).toEqual([
    false,
    "It is within 1 picture of the trainer's figure.",
    "65.11 % here, 65.12 % by the trainer. 1 picture was answered otherwise.",
  ]);
  expect(said({ right: 6515, differing: null })[2]).toBe("65.15 % here, 65.12 % by the trainer.");
});
