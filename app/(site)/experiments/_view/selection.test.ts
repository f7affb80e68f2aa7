import { expect, test } from "vitest";
import { brushedUp, type ChosenRun, NOTHING, namesInShort, toggled, withRuns } from "./selection.ts";

const rows: ChosenRun[] = ["a", "b", "c", "d", "e"].map((id) => ({ id, name: id, state: "succeeded", tags: [] }));
const ids = (selection: ReadonlyMap<string, ChosenRun>) => [...selection.keys()].join("");

test("one row, then a range from it, then the range back", () => {
  const one = toggled(NOTHING, rows, "b", null);
  expect(ids(one)).toBe("b");
  const range = toggled(one, rows, "d", "b");
  expect(ids(range)).toBe("bcd");
  expect(ids(toggled(range, rows, "b", "c"))).toBe("d");
  expect(ids(toggled(range, rows, "a", "gone"))).toBe("bcda");
});

test("holds what one command takes", () => {
  const many = Array.from({ length: 600 }, (_, i) => ({ ...(rows[0] as ChosenRun), id: String(i) }));
  expect(withRuns(NOTHING, many).size).toBe(500);
});

test("follows its runs when it is full, too", () => {
  const full = withRuns(
    NOTHING,
    Array.from({ length: 500 }, (_, i) => ({ ...(rows[0] as ChosenRun), id: String(i) })),
  );
  const failed: ChosenRun = { id: "499", name: "a", state: "failed", tags: [] };
  const after = brushedUp(full, [failed]);
  expect(after.size).toBe(500);
  expect(after.get("499")?.state).toBe("failed");
});

test("follows what becomes of its runs, and stays itself while nothing does", () => {
  const selection = withRuns(NOTHING, rows.slice(0, 2));
  expect(brushedUp(selection, rows)).toBe(selection);
  const failed: ChosenRun = { id: "a", name: "a", state: "failed", tags: [] };
  expect(brushedUp(selection, [failed]).get("a")?.state).toBe("failed");
});

test("names a few", () => {
  expect(namesInShort(withRuns(NOTHING, rows))).toBe("a, b, c and 2 more");
  expect(namesInShort(withRuns(NOTHING, rows.slice(0, 2)))).toBe("a, b");
});
