import { expect, test } from "vitest";
import { shortAddress } from "./short-address.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:0db8:0012:0000:0000:0000:0000:0000", "2001:db8:12::"],
  ["0000:0000:0000:0000:0000:0000:0000:0000", null],
  ["127.0.0.1", null],
  ["not:an:address:", null],
  ["", null],
  [null, null],
])("%s", (address, short) => {
  expect(shortAddress(address)).toBe(short);
});
