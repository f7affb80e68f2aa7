import { expect, test } from "vitest";
import { NewestOnly } from "../newest-only.ts";

/** Work that ends when the test says so. */
function controlled() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const newest = new NewestOnly<string>((value) => {
    begun.push(value);
    return new Promise((resolve) => ends.push(resolve));
  });
  const endOne = async () => {
    ends.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { newest, begun, endOne };
}

test("one at a time, and of what came meanwhile only the newest", async () => {
  const { newest, begun, endOne } = controlled();
  for (const value of ["a", "b", "c"]) newest.push(value);
  expect(begun).toEqual(["a"]);
  await endOne();
  expect(begun).toEqual(["a", "c"]);
  await endOne();
  newest.push("d");
  expect(begun).toEqual(["a", "c", "d"]);
});

test("what waits can be forgotten", async () => {
  const { newest, begun, endOne } = controlled();
  newest.push("a");
  newest.push("b");
  newest.clear();
  await endOne();
  expect(begun).toEqual(["a"]);
});
