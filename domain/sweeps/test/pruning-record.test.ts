import { expect, test } from "vitest";
import { pruningInShort, pruningSentence } from "../pruning-record.ts";

test("a pruned run says where it stood and how many go on", () => {
  const record = { epoch: 4, accuracy: 0.6123, place: 7, reached: 9, kept: 3 };
  expect(pruningSentence(record)).toBe("Stopped at epoch 4: 61.2\u00a0% was 7th of 9 at this rung, the best 3 go on.");
  expect(pruningSentence({ ...record, place: 2, reached: 2, kept: 1 })).toContain(
    "2nd of 2 at this rung, only the best",
  );
  expect(pruningInShort(record)).toBe("Stopped at epoch 4, 7th of 9.");
  expect(pruningSentence({ ...record, place: 12, reached: 23 })).toContain("12th of 23");
});
