import { expect, test } from "vitest";
import { z } from "zod";
import { createLaunchKeys, randomUuid } from "./launch-key.ts";

test("keys are UUIDs of version 4 and differ", () => {
  const keys = Array.from({ length: 64 }, randomUuid);
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true);
  expect(new Set(keys).size).toBe(64);
});

test("the same content keeps its key, other content gets another", () => {
  let drawn = 0;
  const keyFor = createLaunchKeys(() => `key ${++drawn}`);
  expect(keyFor({ epochs: 10 })).toBe("key 1");
  expect(keyFor({ epochs: 10 })).toBe("key 1");
  expect(keyFor({ epochs: 11 })).toBe("key 2");
  expect(keyFor({ epochs: 10 })).toBe("key 3");
});
