import { expect, test } from "vitest";
import { number, oneOf, optionalWholeNumber, parseFlags, someOf, wholeNumber, wholeNumbers } from "../flags.ts";

const flags = {
  rounds: wholeNumber("rounds", 5),
  seconds: number("seconds", 5, 0.1),
  limit: optionalWholeNumber("limit"),
  network: oneOf("network", ["scratch", "deeper"], "deeper"),
  only: someOf("contestants", ["a", "b", "c"], ["a", "b"]),
  seeds: wholeNumbers("seeds", "1-3"),
};

test("what is not given has its default", () => {
  expect(parseFlags([], flags)).toEqual({
    rounds: 5,
    seconds: 5,
    limit: undefined,
    network: "deeper",
    only: ["a", "b"],
    seeds: [1, 2, 3],
  });
});

test("flags are read", () => {
  const args = "--rounds 2 --seconds 0.5 --limit 640 --network scratch --only c,a --seeds 7,1-2,2".split(" ");
  expect(parseFlags(args, flags)).toEqual({
    rounds: 2,
    seconds: 0.5,
    limit: 640,
    network: "scratch",
    only: ["a", "c"],
    seeds: [7, 1, 2],
  });
});

test.each([
  ["--rounds 0", '--rounds is "0"; it must be a whole number of at least 1.'],
  ["--seconds x", '--seconds is "x"; it must be a number of at least 0.1.'],
  ["--network wide", '--network is "wide"; it must be scratch or deeper.'],
  ["--only a,d", '--only is "d"; it must be a or b or c.'],
  ["--seeds 3-1", '--seeds is "3-1", which names no number.'],
  ["--seeds one", '--seeds is "one"; it must be a whole number of at least 0.'],
  ["--bogus 1", "Unknown option '--bogus'. See --help."],
])("%s is refused", (text, message) => {
  expect(() => parseFlags(text.split(" "), flags)).toThrow(message);
});
