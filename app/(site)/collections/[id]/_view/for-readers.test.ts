import { expect, test } from "vitest";
import { forReaders } from "./for-readers.ts";

const measured = { testCount: 10_000, visibility: "public" } as const;
const versions = [
  { ...measured, number: 3, testAccuracy: 0.8, aliases: ["latest", "best"], visibility: "private" as const },
  { ...measured, number: 2, testAccuracy: 0.6, aliases: ["production"] },
  { ...measured, number: 1, testAccuracy: 0.7, aliases: [] },
];
const numberOf = (name: string) => forReaders(versions, name)?.number;

test("latest and best are among the versions that are public", () => {
  expect([numberOf("latest"), numberOf("best")]).toEqual([2, 1]);
});

test("a number and an alias lead to their version alone, or nowhere", () => {
  expect([numberOf("production"), numberOf("1")]).toEqual([2, 1]);
  expect([numberOf("3"), numberOf("4"), numberOf("staging")]).toEqual([undefined, undefined, undefined]);
});
